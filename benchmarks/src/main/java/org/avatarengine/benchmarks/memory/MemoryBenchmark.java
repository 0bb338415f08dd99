package org.avatarengine.benchmarks.memory;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToLongFunction;
import org.avatarengine.benchmarks.Benchmark;
import org.avatarengine.benchmarks.BrokenRunException;
import org.avatarengine.benchmarks.Workbench;
import org.avatarengine.benchmarks.document.Section;
import org.avatarengine.benchmarks.engine.Account;
import org.avatarengine.benchmarks.engine.Portraits;
import org.avatarengine.benchmarks.figure.Figure;
import org.avatarengine.benchmarks.figure.Sample;
import org.avatarengine.benchmarks.figure.Target;
import org.avatarengine.benchmarks.figure.Unit;

/** Resident memory of every process after a load of a hundred registrations. */
public final class MemoryBenchmark implements Benchmark {

  private static final Target WHOLE_STACK = Target.atMost(2_500);
  private static final int CLIENTS = 2;
  private static final int READINGS = 5;

  @Override
  public String name() {
    return "memory";
  }

  @Override
  public Section run(Workbench workbench) throws IOException, InterruptedException {
    workbench.engine().startFresh();
    int registrations = workbench.size(100, 6);
    register(Account.demo(workbench.engine()), registrations);
    List<EngineMemory> readings = new ArrayList<>();
    for (int i = 0; i < READINGS; i++) {
      if (i > 0) {
        TimeUnit.SECONDS.sleep(1);
      }
      readings.add(EngineMemory.of(workbench.engine()));
    }
    return section(readings, registrations);
  }

  private static void register(Account account, int count)
      throws IOException, InterruptedException {
    List<byte[]> pictures = Portraits.jpegs(10);
    var next = new AtomicInteger();
    Callable<Void> client =
        () -> {
          for (int i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
            account.register("memory " + i, pictures.get(i % pictures.size()));
          }
          return null;
        };
    try (var clients = Executors.newFixedThreadPool(CLIENTS)) {
      for (Future<Void> done : clients.invokeAll(List.of(client, client))) {
        done.get();
      }
    } catch (ExecutionException e) {
      throw new BrokenRunException("a registration failed: " + e.getCause().getMessage(), e);
    }
  }

  private Section section(List<EngineMemory> readings, int registrations) {
    List<Figure> figures = new ArrayList<>();
    figures.add(
        figure(
            "whole stack, shared pages counted once (PSS)",
            WHOLE_STACK,
            readings,
            reading -> reading.total().proportional()));
    figures.add(
        figure(
            "whole stack, shared pages counted in each process (RSS)",
            WHOLE_STACK,
            readings,
            reading -> reading.total().resident()));
    var names = new TreeSet<String>();
    readings.forEach(reading -> names.addAll(reading.parts().keySet()));
    for (String name : names) {
      figures.add(
          figure(
              name + ", PSS",
              Target.none(),
              readings,
              reading -> part(reading, name).proportional()));
      figures.add(
          figure(
              name + ", RSS", Target.none(), readings, reading -> part(reading, name).resident()));
    }
    Map<String, Object> raw = new LinkedHashMap<>();
    raw.put("registrations", registrations);
    raw.put("readings", readings);
    return new Section(
        name(),
        "Memory",
        ("The whole engine, started empty, right after %d registrations by %d clients: services,"
                + " the JVM of the embedded stack (Kafka), Postgres and Redis with all their child"
                + " processes, read from `/proc/PID/smaps_rollup`. Measured is the median of %d"
                + " readings a second apart; 1 MB is a million bytes.")
            .formatted(registrations, CLIENTS, READINGS),
        figures,
        List.of(
            "PSS divides a shared page among its sharers, so that its sum is the memory in use;"
                + " the sum of RSS counts Postgres' shared buffers and mapped files once for each"
                + " process."),
        raw);
  }

  private static ProcessMemory part(EngineMemory reading, String name) {
    return reading.parts().getOrDefault(name, ProcessMemory.NONE);
  }

  private static Figure figure(
      String name, Target asked, List<EngineMemory> readings, ToLongFunction<EngineMemory> bytes) {
    return Figure.median(
        name,
        asked,
        Unit.MEGABYTES,
        Sample.of(readings.stream().mapToDouble(bytes::applyAsLong).map(b -> b / 1e6).toArray()));
  }
}

package org.avatarengine.benchmarks.vision;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.avatarengine.vision.image.UprightImage;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A JPEG file to upright pixels. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class DecodeJmh {

  @Param({"DRAWN", "PHOTO"})
  public Subject subject;

  private Path file;

  @Setup
  public void find() throws IOException {
    file = subject.file();
  }

  /** Reads the file too, which the system keeps in memory. */
  @Benchmark
  public UprightImage decode(ThreadCost cost) {
    cost.begin();
    UprightImage image = Subject.decode(file);
    cost.end();
    return image;
  }
}

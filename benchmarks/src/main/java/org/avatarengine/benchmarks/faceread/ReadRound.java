package org.avatarengine.benchmarks.faceread;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.avatarengine.benchmarks.BrokenRunException;
import org.avatarengine.benchmarks.figure.Sample;

/** Some clients that read faces as fast as they are answered. */
final class ReadRound {

  /** What bounds a round beside its number of reads. */
  private static final long LONGEST_NANOS = 30_000_000_000L;

  private final long[] nanos;
  private final double seconds;

  private ReadRound(long[] nanos, double seconds) {
    this.nanos = nanos;
    this.seconds = seconds;
  }

  /**
   * Runs one.
   *
   * @param faces ids and the number of bytes that each must have
   * @param reads of each client
   * @throws BrokenRunException if any read fails
   */
  static ReadRound run(
      String what, FaceSource.Opener opener, List<KnownFace> faces, int clients, int reads)
      throws InterruptedException {
    List<FaceSource> sources = new ArrayList<>();
    try {
      List<Callable<Reads>> work = new ArrayList<>();
      for (int client = 0; client < clients; client++) {
        int first = client;
        FaceSource source = opener.open();
        sources.add(source);
        // The connection is made and accepted before the clock starts.
        source.read(faces.get(first % faces.size()).avatarId());
        work.add(() -> read(source, faces, first, reads));
      }
      return together(work);
    } catch (IOException | ExecutionException e) {
      Throwable cause = e instanceof ExecutionException ? e.getCause() : e;
      throw new BrokenRunException("reading a face from " + what + " failed: " + cause, e);
    } finally {
      sources.forEach(ReadRound::close);
    }
  }

  private static ReadRound together(List<Callable<Reads>> work)
      throws InterruptedException, ExecutionException {
    try (var threads = Executors.newFixedThreadPool(work.size())) {
      LongStream nanos = LongStream.empty();
      long start = Long.MAX_VALUE;
      long end = Long.MIN_VALUE;
      for (Future<Reads> client : threads.invokeAll(work)) {
        Reads reads = client.get();
        nanos = LongStream.concat(nanos, LongStream.of(reads.nanos));
        start = Math.min(start, reads.start);
        end = Math.max(end, reads.end);
      }
      return new ReadRound(nanos.toArray(), (end - start) / 1e9);
    }
  }

  /** What one client did. */
  private static final class Reads {

    private final long[] nanos;
    private final long start;
    private final long end;

    private Reads(long[] nanos, long start, long end) {
      this.nanos = nanos;
      this.start = start;
      this.end = end;
    }
  }

  private static Reads read(FaceSource source, List<KnownFace> faces, int first, int reads)
      throws IOException {
    long[] nanos = new long[reads];
    long start = System.nanoTime();
    long last = start;
    int done = 0;
    while (done < reads && last - start < LONGEST_NANOS) {
      KnownFace face = faces.get((first + done) % faces.size());
      long before = System.nanoTime();
      byte[] bytes = source.read(face.avatarId());
      last = System.nanoTime();
      nanos[done++] = last - before;
      if (bytes.length != face.bytes()) {
        throw new IOException("%d bytes instead of %d".formatted(bytes.length, face.bytes()));
      }
    }
    return new Reads(LongStream.of(nanos).limit(done).toArray(), start, last);
  }

  private static void close(FaceSource source) {
    try {
      source.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** How long each read took. */
  LongStream nanos() {
    return LongStream.of(nanos);
  }

  /** Milliseconds of each read. */
  Sample millis() {
    return Sample.ofNanos(nanos);
  }

  /** From the common start to the last answer. */
  double seconds() {
    return seconds;
  }

  double perSecond() {
    return nanos.length / seconds;
  }
}

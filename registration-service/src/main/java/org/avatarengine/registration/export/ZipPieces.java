package org.avatarengine.registration.export;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Executor;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A zip file in pieces, in the order in which they are asked for. Packing runs on the worker pool,
 * one piece after the other; outcomes come back on the given executor.
 */
final class ZipPieces {

  private static final int PIECE = 256 * 1024;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ZipOutputStream zip = new ZipOutputStream(out);
  private final Vertx vertx;
  private final Executor here;

  ZipPieces(Vertx vertx, Executor here) {
    this.vertx = vertx;
    this.here = here;
    // Pictures are packed already.
    zip.setLevel(Deflater.BEST_SPEED);
  }

  private interface Step {
    void on(ZipOutputStream zip) throws IOException;
  }

  Uni<byte[]> begin(String name) {
    return run(zip -> zip.putNextEntry(new ZipEntry(name)));
  }

  Uni<byte[]> bytes(byte[] bytes) {
    return run(zip -> zip.write(bytes));
  }

  Uni<byte[]> end() {
    return run(ZipOutputStream::closeEntry);
  }

  Uni<byte[]> finish() {
    return run(ZipOutputStream::close);
  }

  Uni<byte[]> whole(String name, byte[] bytes) {
    return run(
        zip -> {
          zip.putNextEntry(new ZipEntry(name));
          zip.write(bytes);
          zip.closeEntry();
        });
  }

  /** An entry out of a file, piece by piece; the file goes whatever happens. */
  Multi<byte[]> file(String name, Path path) {
    Reading reading = new Reading(path);
    Multi<byte[]> pieces =
        Multi.createBy()
            .repeating()
            .uni(() -> run(reading::next).map(bytes -> new Piece(bytes, reading.atEnd)))
            .whilst(piece -> !piece.last())
            .map(Piece::bytes);
    return Multi.createBy()
        .concatenating()
        .streams(begin(name).toMulti(), pieces, end().toMulti())
        .onTermination()
        .call(() -> run(zip -> reading.close()));
  }

  private record Piece(byte[] bytes, boolean last) {}

  private static final class Reading {
    private final Path path;
    private InputStream stream;
    private boolean atEnd;

    Reading(Path path) {
      this.path = path;
    }

    void next(ZipOutputStream zip) throws IOException {
      if (stream == null) {
        stream = Files.newInputStream(path);
      }
      byte[] piece = stream.readNBytes(PIECE);
      atEnd = piece.length < PIECE;
      zip.write(piece);
    }

    void close() throws IOException {
      try {
        if (stream != null) {
          stream.close();
        }
      } finally {
        Files.deleteIfExists(path);
      }
    }
  }

  private Uni<byte[]> run(Step step) {
    return Uni.createFrom()
        .completionStage(
            () ->
                vertx
                    .executeBlocking(
                        () -> {
                          try {
                            step.on(zip);
                          } catch (IOException e) {
                            throw new UncheckedIOException(e);
                          }
                          byte[] bytes = out.toByteArray();
                          out.reset();
                          return bytes;
                        })
                    .toCompletionStage())
        .emitOn(here);
  }
}

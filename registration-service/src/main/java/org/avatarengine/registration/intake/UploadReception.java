package org.avatarengine.registration.intake;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.AsyncFile;
import io.vertx.core.file.OpenOptions;
import io.vertx.core.http.HttpServerRequest;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import org.avatarengine.contract.problem.ErrorClass;
import org.avatarengine.contract.problem.ProblemType;
import org.avatarengine.contract.problem.Reason;
import org.avatarengine.platform.blob.Sha256;
import org.avatarengine.platform.problem.ProblemException;
import org.jboss.logging.Logger;

/**
 * Receives one upload: takes the form apart, hashes and sniffs the file and writes it to disk, all
 * while it arrives; never more than two pieces of 64 KB of it are in memory. Belongs to the
 * request's event loop.
 */
final class UploadReception implements MultipartParser.Parts {

  private static final Logger LOG = Logger.getLogger(UploadReception.class);
  private static final int PIECE = 64 * 1024;
  private static final int LONGEST_FIELD = 16 * 1024;
  private static final String FILE = "file";

  /** The client went away: there is nobody to answer. */
  static final class ClientGoneException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ClientGoneException(String message) {
      super(message, null, false, false);
    }
  }

  private final Vertx vertx;
  private final HttpServerRequest request;
  private final IntakeConfig limits;
  private final UploadDialect dialect;
  private final Path path;
  private final MultipartParser parser;
  private final Promise<UploadForm> outcome = Promise.promise();

  private final Map<String, String> fields = new HashMap<>();
  private final MessageDigest digest = Sha256.digest();
  private final byte[] piece = new byte[PIECE];
  private final byte[] head = new byte[FileKind.HEAD];

  private AsyncFile disk;
  private PartHeader current;
  private ByteArrayOutputStream field;
  private boolean fileSeen;
  private String fileName;
  private FileKind kind;
  private long size;
  private int gathered;
  private long received;
  private boolean decided;
  private long timer = -1;

  UploadReception(
      Vertx vertx,
      HttpServerRequest request,
      String boundary,
      IntakeConfig limits,
      UploadDialect dialect,
      Path path) {
    this.vertx = vertx;
    this.request = request;
    this.limits = limits;
    this.dialect = dialect;
    this.path = path;
    this.parser = new MultipartParser(boundary, this);
  }

  /**
   * Receives the form. The file lies at the path then; the caller removes it in every outcome.
   *
   * @return the form; fails with a {@link ProblemException} that is to be answered, or with {@link
   *     ClientGoneException}
   */
  Future<UploadForm> receive() {
    request.pause();
    timer =
        vertx.setTimer(
            limits.longestUpload().toMillis(), ignored -> gone("the upload took too long"));
    request.exceptionHandler(failure -> gone("the client went away: " + failure));
    vertx
        .fileSystem()
        .open(path.toString(), new OpenOptions().setRead(false).setCreateNew(true))
        .onSuccess(
            file -> {
              disk = file;
              if (decided) {
                close();
                return;
              }
              request.handler(this::take);
              request.endHandler(ignored -> finish());
              request.resume();
            })
        .onFailure(this::storageFailed);
    return outcome.future();
  }

  private void take(Buffer buffer) {
    if (decided) {
      return;
    }
    received += buffer.length();
    try {
      if (received > limits.largestFile().asLongValue() + limits.formOverhead().asLongValue()) {
        throw tooLarge();
      }
      parser.feed(buffer.getBytes());
    } catch (ProblemException problem) {
      refuse(problem);
      return;
    } catch (MultipartException malformed) {
      refuse(malformed(malformed));
      return;
    }
    if (disk.writeQueueFull()) {
      request.pause();
      disk.drainHandler(ignored -> request.resume());
    }
  }

  @Override
  public void begin(PartHeader header) {
    current = header;
    if (header.name().equals(FILE)) {
      if (fileSeen) {
        throw invalid("several-files", "Send one file only.");
      }
      fileSeen = true;
      fileName = header.fileName();
      return;
    }
    String own = dialect.fields().get(header.name());
    if (own == null) {
      throw invalid(
          "unknown-field",
          "There is no such part; these are known: file, "
              + String.join(", ", new TreeSet<>(dialect.fields().keySet()))
              + ".");
    }
    if (fields.containsKey(own)) {
      throw invalid("repeated-field", "The field \"" + header.name() + "\" came twice.");
    }
    field = new ByteArrayOutputStream();
  }

  @Override
  public void content(byte[] bytes, int from, int to) {
    if (current.name().equals(FILE)) {
      fileContent(bytes, from, to);
      return;
    }
    if (field.size() + to - from > LONGEST_FIELD) {
      throw invalid("field-too-long", "The field \"" + current.name() + "\" is too long.");
    }
    field.write(bytes, from, to - from);
  }

  @Override
  public void end() {
    if (!current.name().equals(FILE)) {
      byte[] bytes = field.toByteArray();
      String what = "the field \"" + current.name() + "\"";
      fields.put(
          dialect.fields().get(current.name()), PartHeader.utf8(bytes, 0, bytes.length, what));
    }
  }

  private void fileContent(byte[] bytes, int from, int to) {
    if (size < head.length) {
      int missing = (int) Math.min(head.length - size, to - from);
      System.arraycopy(bytes, from, head, (int) size, missing);
    }
    size += to - from;
    if (size > limits.largestFile().asLongValue()) {
      throw tooLarge();
    }
    if (kind == null && size >= head.length) {
      kind = FileKind.accept(head, fileName);
    }
    digest.update(bytes, from, to - from);
    int at = from;
    while (at < to) {
      int fits = Math.min(to - at, PIECE - gathered);
      System.arraycopy(bytes, at, piece, gathered, fits);
      gathered += fits;
      at += fits;
      if (gathered == PIECE) {
        write();
      }
    }
  }

  private void write() {
    disk.write(Buffer.buffer(Arrays.copyOf(piece, gathered))).onFailure(this::storageFailed);
    gathered = 0;
  }

  /** The request has ended. */
  private void finish() {
    if (decided) {
      return;
    }
    UploadForm form;
    try {
      parser.finish();
      form = UploadForm.of(fields, file());
    } catch (ProblemException problem) {
      refuse(problem);
      return;
    } catch (MultipartException malformed) {
      refuse(malformed(malformed));
      return;
    }
    if (gathered > 0) {
      write();
    }
    AsyncFile written = disk;
    disk = null;
    written
        .close()
        .onSuccess(
            ignored -> {
              if (decide()) {
                outcome.complete(form);
              }
            })
        .onFailure(this::storageFailed);
  }

  private ReceivedFile file() {
    // A browser sends an empty part without a name where no file was chosen.
    if (!fileSeen || (size == 0 && (fileName == null || fileName.isEmpty()))) {
      return null;
    }
    if (size == 0) {
      throw ProblemException.of(
          ProblemType.UNREADABLE_FILE,
          new Reason(
              "empty-file", "The file is empty; choose another one.", ErrorClass.FILE_VALIDATION));
    }
    if (kind == null) {
      kind = FileKind.accept(Arrays.copyOf(head, (int) size), fileName);
    }
    return new ReceivedFile(path, Sha256.hex(digest), size, kind);
  }

  private void refuse(ProblemException problem) {
    if (decide()) {
      close();
      // Only its answer is missing: the client's time to send is bounded by the drain.
      BodyDrain.drain(vertx, request).onComplete(ignored -> outcome.fail(problem));
    }
  }

  private void storageFailed(Throwable failure) {
    LOG.errorf("an upload could not be written cause=%s", failure);
    refuse(
        ProblemException.of(
            ProblemType.UNAVAILABLE, "The upload could not be stored; try again shortly."));
  }

  private void gone(String why) {
    if (decide()) {
      close();
      outcome.fail(new ClientGoneException(why));
    }
  }

  private boolean decide() {
    if (decided) {
      return false;
    }
    decided = true;
    vertx.cancelTimer(timer);
    return true;
  }

  private void close() {
    AsyncFile open = disk;
    disk = null;
    if (open != null) {
      open.close().onFailure(failure -> LOG.debugf("closing an upload failed cause=%s", failure));
    }
  }

  private ProblemException tooLarge() {
    return tooLarge(limits);
  }

  static ProblemException tooLarge(IntakeConfig limits) {
    long megabytes = limits.largestFile().asLongValue() / (1024 * 1024);
    return ProblemException.of(
        ProblemType.FILE_TOO_LARGE,
        new Reason(
            "file-too-large",
            "The file is larger than " + megabytes + " MB; send a smaller one.",
            ErrorClass.FILE_VALIDATION));
  }

  private static ProblemException malformed(MultipartException failure) {
    return invalid("malformed-form", "The form cannot be read: " + failure.getMessage() + ".");
  }

  private static ProblemException invalid(String code, String message) {
    return ProblemException.of(ProblemType.INVALID_REQUEST, new Reason(code, message));
  }
}

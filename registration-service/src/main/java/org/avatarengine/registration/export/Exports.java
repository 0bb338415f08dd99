package org.avatarengine.registration.export;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.avatarengine.contract.id.AvatarId;
import org.avatarengine.contract.id.UserId;
import org.avatarengine.platform.blob.BlobMissingException;
import org.avatarengine.platform.blob.BlobStore;
import org.avatarengine.registration.avatar.Avatar;
import org.avatarengine.registration.avatar.AvatarStore;
import org.avatarengine.registration.erasure.Erasures;
import org.avatarengine.registration.erasure.Faces;
import org.avatarengine.registration.intake.UploadFolder;
import org.avatarengine.registration.job.Jobs;
import org.avatarengine.registration.waiting.CallerContext;
import org.jboss.logging.Logger;

/**
 * Gathers what is held of one user: {@code export.json} first, then of each avatar its original,
 * its face entry and the report on it. What an avatar loses meanwhile, to an erasure, is left out.
 */
@ApplicationScoped
class Exports {

  private static final Logger LOG = Logger.getLogger(Exports.class);

  private final AvatarStore avatars;
  private final Erasures erasures;
  private final Jobs jobs;
  private final Faces faces;
  private final BlobStore blobs;
  private final UploadFolder folder;
  private final ObjectMapper json;
  private final Vertx vertx;
  private final Clock clock;

  Exports(
      AvatarStore avatars,
      Erasures erasures,
      Jobs jobs,
      Faces faces,
      BlobStore blobs,
      UploadFolder folder,
      ObjectMapper json,
      Vertx vertx,
      Clock clock) {
    this.avatars = avatars;
    this.erasures = erasures;
    this.jobs = jobs;
    this.faces = faces;
    this.blobs = blobs;
    this.folder = folder;
    this.json = json;
    this.vertx = vertx;
    this.clock = clock;
  }

  /** The zip file, in pieces; to be subscribed on the context of the caller of this. */
  Multi<byte[]> of(UserId user) {
    Here here = new Here(CallerContext.executor());
    ZipPieces zip = new ZipPieces(vertx, here.executor());
    return here.once(() -> avatars.idsOf(user))
        .onItem()
        .transformToMulti(
            ids ->
                Multi.createBy()
                    .concatenating()
                    .streams(
                        document(here, zip, user, ids),
                        each(ids)
                            .onItem()
                            .transformToMultiAndConcatenate(id -> files(here, zip, id)),
                        zip.finish().toMulti()))
        .select()
        .where(piece -> piece.length > 0);
  }

  /** Every step of an export runs where it began: a database session may be used nowhere else. */
  private record Here(Executor executor) {
    <T> Uni<T> once(Supplier<Uni<? extends T>> step) {
      return Uni.createFrom().<T>deferred(step).runSubscriptionOn(executor).emitOn(executor);
    }
  }

  private Multi<byte[]> document(Here here, ZipPieces zip, UserId user, List<AvatarId> ids) {
    AtomicInteger written = new AtomicInteger();
    String head =
        "{\"userId\":" + text(user) + ",\"exportedAt\":" + text(clock.instant()) + ",\"avatars\":[";
    return Multi.createBy()
        .concatenating()
        .streams(
            zip.begin("export.json").toMulti(),
            zip.bytes(utf8(head)).toMulti(),
            each(ids)
                .onItem()
                .transformToUniAndConcatenate(
                    id -> here.once(() -> record(id)).chain(found -> element(zip, written, found))),
            here.once(() -> erasures.ofOwner(user))
                .chain(found -> zip.bytes(utf8("],\"erasures\":" + text(found) + ",\"jobs\":")))
                .toMulti(),
            jobs(here, zip, user),
            zip.bytes(utf8("}")).toMulti(),
            zip.end().toMulti());
  }

  private Uni<Optional<ExportedAvatar>> record(AvatarId id) {
    return avatars
        .find(id)
        .chain(
            found ->
                found.isEmpty()
                    ? Uni.createFrom().item(Optional.empty())
                    : avatars
                        .versions(id)
                        .map(versions -> Optional.of(ExportedAvatar.of(found.get(), versions))));
  }

  private Uni<byte[]> element(
      ZipPieces zip, AtomicInteger written, Optional<ExportedAvatar> found) {
    return found.isEmpty()
        ? Uni.createFrom().item(new byte[0])
        : zip.bytes(utf8((written.getAndIncrement() == 0 ? "" : ",") + text(found.get())));
  }

  /** Pages of jobs as one list, or what there is of it when job-service goes away. */
  private Multi<byte[]> jobs(Here here, ZipPieces zip, UserId user) {
    AtomicInteger page = new AtomicInteger();
    AtomicInteger written = new AtomicInteger();
    Multi<byte[]> pages =
        Multi.createBy()
            .repeating()
            .uni(() -> here.once(() -> pageOfJobs(user, page.getAndIncrement())))
            .whilst(found -> !found.isEmpty())
            .onItem()
            .transformToUniAndConcatenate(
                found -> {
                  StringBuilder part = new StringBuilder();
                  for (JsonNode job : found) {
                    part.append(written.getAndIncrement() == 0 ? "" : ",").append(job);
                  }
                  return zip.bytes(utf8(part.toString()));
                });
    return Multi.createBy()
        .concatenating()
        .streams(zip.bytes(utf8("[")).toMulti(), pages, zip.bytes(utf8("]")).toMulti());
  }

  private Uni<List<JsonNode>> pageOfJobs(UserId user, int page) {
    return jobs.ofOwner(user, page)
        .onFailure()
        .invoke(failure -> LOG.warnf("an export lacks jobs userId=%s cause=%s", user, failure))
        .onFailure()
        .recoverWithItem(List.of());
  }

  private Multi<byte[]> files(Here here, ZipPieces zip, AvatarId id) {
    return here.<Optional<Avatar>>once(() -> avatars.find(id))
        .onItem()
        .transformToMulti(
            found -> found.isEmpty() ? Multi.createFrom().empty() : files(here, zip, found.get()));
  }

  private Multi<byte[]> files(Here here, ZipPieces zip, Avatar avatar) {
    String path = "avatars/" + avatar.id() + "/";
    Multi<byte[]> original =
        here.once(
                () ->
                    blobs
                        .fetch(avatar.original().key(), folder.folder())
                        .map(Optional::of)
                        .onFailure(BlobMissingException.class)
                        .recoverWithItem(Optional.empty()))
            .onItem()
            .transformToMulti(
                copy ->
                    copy.isEmpty()
                        ? Multi.createFrom().empty()
                        : zip.file(path + "original." + extension(avatar), copy.get()));
    if (!avatar.isRegistered()) {
      return original;
    }
    Multi<byte[]> face =
        here.once(() -> faces.read(avatar.id()))
            .chain(
                entry ->
                    entry.isEmpty()
                        ? Uni.createFrom().item(new byte[0])
                        : zip.whole(path + "face.afe", entry.get()))
            .toMulti();
    Multi<byte[]> report = zip.whole(path + "report.json", utf8(text(avatar.report()))).toMulti();
    return Multi.createBy().concatenating().streams(original, report, face);
  }

  private static Multi<AvatarId> each(List<AvatarId> ids) {
    return Multi.createFrom().iterable(ids);
  }

  private static String extension(Avatar avatar) {
    String format = avatar.original().format();
    return format.equals("jpeg") ? "jpg" : format;
  }

  private String text(Object value) {
    try {
      return json.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a record is always JSON", e);
    }
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}

package org.avatarengine.platform.blob;

import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.avatarengine.contract.blob.BlobKey;
import org.avatarengine.contract.blob.BlobKind;
import org.avatarengine.contract.id.AvatarId;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Any S3: keys are the object names, tombstones lie under {@code tombstones/}. */
final class S3BlobStore implements BlobStore {

  private final S3Client s3;
  private final String bucket;
  private final WorkerPool pool;

  S3BlobStore(S3Client s3, String bucket, WorkerPool pool) {
    this.s3 = s3;
    this.bucket = bucket;
    this.pool = pool;
  }

  @Override
  public Uni<Void> put(BlobKey key, Path file) {
    return pool.run(
        () -> {
          if (!there(key.path())) {
            s3.putObject(to -> to.bucket(bucket).key(key.path()), RequestBody.fromFile(file));
          }
          Files.delete(file);
          return null;
        });
  }

  @Override
  public Uni<Void> put(BlobKey key, byte[] bytes) {
    return pool.run(
        () -> {
          if (!there(key.path())) {
            s3.putObject(to -> to.bucket(bucket).key(key.path()), RequestBody.fromBytes(bytes));
          }
          return null;
        });
  }

  @Override
  public Uni<byte[]> read(BlobKey key) {
    return pool.run(
        () -> {
          try {
            return s3.getObjectAsBytes(from -> from.bucket(bucket).key(key.path())).asByteArray();
          } catch (NoSuchKeyException e) {
            throw new BlobMissingException(key);
          }
        });
  }

  @Override
  public Uni<Path> fetch(BlobKey key, Path into) {
    return pool.run(
        () -> {
          Path copy = into.resolve(UUID.randomUUID().toString());
          try {
            s3.getObject(from -> from.bucket(bucket).key(key.path()), copy);
            return copy;
          } catch (NoSuchKeyException e) {
            throw new BlobMissingException(key);
          }
        });
  }

  @Override
  public Uni<Boolean> exists(BlobKey key) {
    return pool.run(() -> there(key.path()));
  }

  @Override
  public Uni<List<BlobKey>> list(BlobKind kind, AvatarId avatarId) {
    return pool.run(
        () ->
            objects(kind, avatarId).stream()
                .sorted(Comparator.comparing(S3Object::lastModified))
                .map(object -> BlobKey.of(object.key()))
                .toList());
  }

  @Override
  public Uni<Void> delete(BlobKey key) {
    return pool.run(
        () -> {
          s3.deleteObject(from -> from.bucket(bucket).key(key.path()));
          return null;
        });
  }

  @Override
  public Uni<Void> deleteAll(BlobKind kind, AvatarId avatarId) {
    return pool.run(
        () -> {
          for (S3Object object : objects(kind, avatarId)) {
            s3.deleteObject(from -> from.bucket(bucket).key(object.key()));
          }
          return null;
        });
  }

  @Override
  public Uni<Void> bury(BlobKind kind, AvatarId avatarId) {
    return pool.run(
        () -> {
          s3.putObject(to -> to.bucket(bucket).key(tombstone(kind, avatarId)), RequestBody.empty());
          return null;
        });
  }

  @Override
  public Uni<Boolean> buried(BlobKind kind, AvatarId avatarId) {
    return pool.run(() -> there(tombstone(kind, avatarId)));
  }

  private List<S3Object> objects(BlobKind kind, AvatarId avatarId) {
    String prefix = kind.folder() + "/" + avatarId + "/";
    return s3.listObjectsV2Paginator(from -> from.bucket(bucket).prefix(prefix)).contents().stream()
        .toList();
  }

  private boolean there(String key) throws IOException {
    try {
      s3.headObject(HeadObjectRequest.builder().bucket(bucket).key(key).build());
      return true;
    } catch (S3Exception e) {
      if (e.statusCode() == 404) {
        return false;
      }
      throw e;
    }
  }

  private static String tombstone(BlobKind kind, AvatarId avatarId) {
    return "tombstones/" + kind.folder() + "/" + avatarId;
  }
}

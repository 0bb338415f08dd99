package org.avatarengine.platform.blob;

import io.smallrye.mutiny.Uni;
import java.nio.file.Path;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/** The prefix {@code inbox/} of the bucket. */
final class S3Inbox implements Inbox {

  private final S3Client s3;
  private final String bucket;
  private final WorkerPool pool;

  S3Inbox(S3Client s3, String bucket, WorkerPool pool) {
    this.s3 = s3;
    this.bucket = bucket;
    this.pool = pool;
  }

  @Override
  public Uni<Path> fetch(InboxKey key, Path file, long maxBytes) {
    return pool.run(
        () -> {
          try (ResponseInputStream<GetObjectResponse> in =
              s3.getObject(from -> from.bucket(bucket).key(key.path()))) {
            Long length = in.response().contentLength();
            if (length != null && length > maxBytes) {
              in.abort();
              throw new BlobTooLargeException(key, maxBytes);
            }
            return BoundedCopy.copy(key, in, file, maxBytes);
          } catch (NoSuchKeyException e) {
            throw new BlobMissingException(key);
          }
        });
  }

  @Override
  public Uni<Void> delete(InboxKey key) {
    return pool.run(
        () -> {
          s3.deleteObject(from -> from.bucket(bucket).key(key.path()));
          return null;
        });
  }
}

package org.avatarengine.registration.wiring;

import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.avatarengine.platform.blob.BlobConfig;
import org.avatarengine.platform.blob.BlobStore;
import org.avatarengine.platform.blob.BlobStores;
import org.avatarengine.platform.outbox.EventCodec;
import org.avatarengine.platform.outbox.EventSender;
import org.avatarengine.platform.outbox.Outbox;
import org.avatarengine.registration.waiting.WaitConfig;
import org.avatarengine.registration.waiting.Waiters;
import software.amazon.awssdk.services.s3.S3Client;

/** What the features share. */
@ApplicationScoped
class Wiring {

  /** Ticks in microseconds, as Postgres keeps them: what is read back equals what was written. */
  @Produces
  @Singleton
  Clock clock() {
    return Clock.tick(Clock.systemUTC(), Duration.of(1, ChronoUnit.MICROS));
  }

  @Produces
  @ApplicationScoped
  BlobStore blobs(BlobConfig config, Vertx vertx, Instance<S3Client> s3) {
    return BlobStores.open(config, vertx, s3::get);
  }

  @Produces
  @ApplicationScoped
  Outbox outbox(EventSender sender, EventCodec codec) {
    return new Outbox(sender, codec);
  }

  @Produces
  @Singleton
  Waiters waiters(WaitConfig config) {
    return new Waiters(config.places());
  }
}

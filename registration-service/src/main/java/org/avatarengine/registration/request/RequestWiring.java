package org.avatarengine.registration.request;

import io.quarkus.arc.DefaultBean;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.avatarengine.platform.blob.BlobConfig;
import org.avatarengine.platform.blob.BlobStores;
import org.avatarengine.platform.blob.Inbox;
import org.avatarengine.registration.intake.IntakeConfig;
import software.amazon.awssdk.services.s3.S3Client;

/** Beans of the requests that are made from configuration. */
@ApplicationScoped
class RequestWiring {

  @Produces
  @ApplicationScoped
  Inbox inbox(BlobConfig config, Vertx vertx, Instance<S3Client> s3) {
    return BlobStores.openInbox(config, vertx, s3::get);
  }

  @Produces
  @Singleton
  @DefaultBean
  AddressPolicy addresses() {
    return AddressPolicy.publicOnly();
  }

  @Produces
  @Singleton
  UrlFetcher urls(RequestsConfig config, IntakeConfig intake, AddressPolicy policy, Vertx vertx) {
    RequestsConfig.Url url = config.url();
    return new UrlFetcher(
        vertx,
        UrlRules.of(url),
        policy,
        HostNames.ofThisMachine(),
        new UrlFetcher.Bounds(url.longest(), url.redirects(), intake.largestFile().asLongValue()),
        url.connect(),
        url.trustedCertificates().orElse(null));
  }

  void close(@Disposes UrlFetcher urls) {
    urls.close();
  }
}

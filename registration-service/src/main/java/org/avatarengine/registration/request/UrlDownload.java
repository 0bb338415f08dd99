package org.avatarengine.registration.request;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.AsyncFile;
import io.vertx.core.file.OpenOptions;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.avatarengine.contract.problem.Reason;
import org.jboss.logging.Logger;

/** One original on its way. Belongs to the event loop on which it began. */
final class UrlDownload {

  private static final Logger LOG = Logger.getLogger(UrlDownload.class);
  private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
  private static final Set<Integer> PASSING = Set.of(408, 425, 429);

  private final Vertx vertx;
  private final HttpClient client;
  private final UrlRules rules;
  private final AddressPolicy policy;
  private final HostNames names;
  private final UrlFetcher.Bounds bounds;
  private final Path file;
  private final Promise<Fetched> outcome = Promise.promise();

  private HttpClientRequest request;
  private Future<AsyncFile> disk;
  private long size;
  private boolean decided;
  private long timer;

  UrlDownload(
      Vertx vertx,
      HttpClient client,
      UrlRules rules,
      AddressPolicy policy,
      HostNames names,
      UrlFetcher.Bounds bounds,
      Path file) {
    this.vertx = vertx;
    this.client = client;
    this.rules = rules;
    this.policy = policy;
    this.names = names;
    this.bounds = bounds;
    this.file = file;
  }

  Future<Fetched> begin(URI url) {
    timer =
        vertx.setTimer(
            bounds.longest().toMillis(),
            ignored -> unreachable("The server took longer than " + seconds() + " s."));
    follow(url, 0);
    return outcome.future();
  }

  /** Checks from the start, for the first URL as for every redirect. */
  private void follow(URI url, int redirects) {
    Optional<Reason> complaint = rules.complaint(url);
    if (complaint.isPresent()) {
      end(new Fetched.Refused(complaint.get()));
      return;
    }
    vertx
        .executeBlocking(() -> names.addresses(url.getHost()), false)
        .onSuccess(
            found -> {
              if (!decided) {
                connect(url, found, redirects);
              }
            })
        .onFailure(failure -> unreachable("The host of the URL has no address."));
  }

  private void connect(URI url, List<InetAddress> found, int redirects) {
    // One address of its own kind among public ones is a trap: none is taken then.
    if (found.isEmpty() || !found.stream().allMatch(policy::admits)) {
      refused("url-not-allowed", "The host of the URL does not lie at a public address.");
      return;
    }
    int port = UrlRules.port(url);
    RequestOptions options =
        new RequestOptions()
            .setMethod(HttpMethod.GET)
            // As a literal, so that the checked address is the one that is connected to.
            .setServer(SocketAddress.inetSocketAddress(port, found.getFirst().getHostAddress()))
            .setHost(url.getHost())
            .setPort(port)
            .setSsl(url.getScheme().equalsIgnoreCase("https"))
            .setURI(target(url))
            .setFollowRedirects(false)
            .putHeader(HttpHeaders.ACCEPT, "image/*, video/*;q=0.9, */*;q=0.5")
            .putHeader(HttpHeaders.ACCEPT_ENCODING, "identity")
            .putHeader(HttpHeaders.USER_AGENT, "avatar-engine");
    client
        .request(options)
        .compose(
            made -> {
              request = made;
              if (decided) {
                made.reset();
              }
              return made.send();
            })
        .onSuccess(
            response -> {
              if (!decided) {
                answered(response, url, redirects);
              }
            })
        .onFailure(this::broken);
  }

  private static String target(URI url) {
    URI ascii = URI.create(url.toASCIIString());
    String path = ascii.getRawPath().isEmpty() ? "/" : ascii.getRawPath();
    return ascii.getRawQuery() == null ? path : path + "?" + ascii.getRawQuery();
  }

  private void answered(HttpClientResponse response, URI url, int redirects) {
    int status = response.statusCode();
    // What we break off ourselves is no news.
    response.exceptionHandler(ignored -> {});
    if (REDIRECTS.contains(status)) {
      redirected(response, url, redirects);
    } else if (status == 200) {
      receive(response);
    } else if (status >= 500 || PASSING.contains(status)) {
      unreachable("The server answered " + status + ".");
    } else {
      refused("url-not-fetched", "The server answered " + status + ".");
    }
  }

  private void redirected(HttpClientResponse response, URI url, int redirects) {
    String location = response.getHeader(HttpHeaders.LOCATION);
    request.reset();
    if (redirects == bounds.redirects()) {
      refused("url-not-fetched", "The server redirects more than " + redirects + " times.");
      return;
    }
    URI next;
    try {
      next = url.resolve(location == null ? "" : location);
    } catch (IllegalArgumentException e) {
      refused("url-not-fetched", "The server redirects to what is no URL.");
      return;
    }
    follow(next, redirects + 1);
  }

  private void receive(HttpClientResponse response) {
    String encoding = response.getHeader(HttpHeaders.CONTENT_ENCODING);
    if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
      refused("url-not-fetched", "The server sends the original encoded, though asked not to.");
      return;
    }
    if (announced(response) > bounds.largest()) {
      tooLarge();
      return;
    }
    response.pause();
    response.exceptionHandler(this::broken);
    disk =
        vertx
            .fileSystem()
            .open(file.toString(), new OpenOptions().setRead(false).setCreateNew(true))
            .onSuccess(
                opened -> {
                  if (!decided) {
                    response.handler(buffer -> take(response, opened, buffer));
                    response.endHandler(ignored -> finish(opened));
                    response.resume();
                  }
                })
            .onFailure(this::storageFailed);
  }

  private static long announced(HttpClientResponse response) {
    try {
      String length = response.getHeader(HttpHeaders.CONTENT_LENGTH);
      return length == null ? -1 : Long.parseLong(length.strip());
    } catch (NumberFormatException e) {
      return Long.MAX_VALUE;
    }
  }

  private void take(HttpClientResponse response, AsyncFile opened, Buffer buffer) {
    if (decided) {
      return;
    }
    size += buffer.length();
    if (size > bounds.largest()) {
      tooLarge();
      return;
    }
    opened.write(buffer).onFailure(this::storageFailed);
    if (opened.writeQueueFull()) {
      response.pause();
      opened.drainHandler(ignored -> response.resume());
    }
  }

  private void finish(AsyncFile opened) {
    if (!decided) {
      opened
          .close()
          .onSuccess(ignored -> end(new Fetched.Arrived()))
          .onFailure(this::storageFailed);
    }
  }

  private void broken(Throwable failure) {
    LOG.debugf("an original was not fetched cause=%s", failure);
    unreachable("The server could not be reached, or broke off.");
  }

  private void tooLarge() {
    long megabytes = bounds.largest() / (1024 * 1024);
    refused("file-too-large", "The file is larger than " + megabytes + " MB; send a smaller one.");
  }

  private void refused(String code, String message) {
    end(new Fetched.Refused(new Reason(code, message)));
  }

  private void unreachable(String message) {
    end(new Fetched.Unreachable(new Reason("url-unreachable", message)));
  }

  /** Our own disk: neither the producer's fault nor the server's. */
  private void storageFailed(Throwable failure) {
    if (decide()) {
      clear().onComplete(ignored -> outcome.fail(failure));
    }
  }

  private void end(Fetched fetched) {
    if (!decide()) {
      return;
    }
    if (fetched instanceof Fetched.Arrived) {
      outcome.complete(fetched);
    } else {
      clear().onComplete(ignored -> outcome.complete(fetched));
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

  /** Ends the connection and takes away what was written; never fails. */
  private Future<Boolean> clear() {
    if (request != null) {
      request.reset();
    }
    Future<Void> closed = disk == null ? Future.succeededFuture() : disk.compose(AsyncFile::close);
    return closed
        .otherwiseEmpty()
        .compose(ignored -> vertx.executeBlocking(() -> Files.deleteIfExists(file), false))
        .onFailure(failure -> LOG.warnf("a download was not removed cause=%s", failure))
        .otherwise(false);
  }

  private String seconds() {
    return Long.toString(Math.max(1, bounds.longest().toSeconds()));
  }
}

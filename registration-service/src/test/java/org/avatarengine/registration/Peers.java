package org.avatarengine.registration;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.avatarengine.contract.face.FaceCodec;
import org.avatarengine.contract.id.JobId;
import org.avatarengine.contract.id.UserId;
import org.avatarengine.contract.job.JobStatus;
import org.avatarengine.contract.job.JobSubmission;
import org.avatarengine.contract.job.JobView;

/** Job-service and face-cache-service over real HTTP, as far as registration calls them. */
public final class Peers implements QuarkusTestResourceLifecycleManager {

  private static final ObjectMapper JSON =
      new ObjectMapper()
          .registerModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);

  private final Map<JobId, JobView> jobs = new ConcurrentHashMap<>();
  private final Map<JobId, JobSubmission> submissions = new ConcurrentHashMap<>();
  private final Set<String> erasedFaces = ConcurrentHashMap.newKeySet();
  private final Map<String, byte[]> faces = new ConcurrentHashMap<>();
  private final List<UserId> submitters = new CopyOnWriteArrayList<>();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private volatile Consumer<JobSubmission> worker = submission -> {};
  private volatile boolean faceCacheDown;
  private volatile boolean silent;
  private HttpServer server;
  private int port;

  @Override
  public Map<String, String> start() {
    listen(0);
    String url = "http://localhost:" + port;
    return Map.of(
        "avatar.job.url", url,
        "avatar.face-cache.url", url,
        "avatar.registration.erasure.patience", "20s");
  }

  @Override
  public void inject(TestInjector injector) {
    injector.injectIntoFields(this, new TestInjector.MatchesType(Peers.class));
  }

  @Override
  public void stop() {
    goAway();
    threads.shutdownNow();
  }

  void reset() {
    jobs.clear();
    submissions.clear();
    erasedFaces.clear();
    faces.clear();
    submitters.clear();
    worker = submission -> {};
    faceCacheDown = false;
    silent = false;
  }

  /** What happens, on a thread of its own, once a job was submitted for the first time. */
  void onSubmit(Consumer<JobSubmission> worker) {
    this.worker = worker;
  }

  void setFaceCacheDown(boolean down) {
    faceCacheDown = down;
  }

  /** Accepts submissions without ever answering. */
  void setSilent(boolean silent) {
    this.silent = silent;
  }

  void goAway() {
    server.stop(0);
  }

  void comeBack() {
    listen(port);
  }

  JobSubmission submission(JobId id) {
    return submissions.get(id);
  }

  /** How often a job of this user was submitted: an earlier test's may still be swept up. */
  int submitCalls(UserId owner) {
    return Collections.frequency(submitters, owner);
  }

  boolean erasedFace(String avatarId) {
    return erasedFaces.contains(avatarId);
  }

  /** Sets the face entry that face-cache gives for an avatar. */
  void setFace(String avatarId, byte[] entry) {
    faces.put(avatarId, entry);
  }

  /** Sets what {@code GET /internal/jobs/{id}} shows; null forgets the job. */
  void show(JobId id, JobView view) {
    if (view == null) {
      jobs.remove(id);
    } else {
      jobs.put(id, view);
    }
  }

  private void listen(int wanted) {
    try {
      server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), wanted), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    port = server.getAddress().getPort();
    server.setExecutor(threads);
    server.createContext("/internal/jobs", this::jobCall);
    server.createContext("/internal/faces/", this::faceCall);
    server.createContext("/api/v1/jobs", this::jobList);
    server.createContext("/api/v1/avatars/", this::faceRead);
    server.start();
  }

  private void jobCall(HttpExchange exchange) throws IOException {
    if (!isService(exchange)) {
      answer(exchange, 401, null);
    } else if (exchange.getRequestMethod().equals("POST")) {
      JobSubmission submission =
          JSON.readValue(exchange.getRequestBody().readAllBytes(), JobSubmission.class);
      submitters.add(submission.ownerId());
      if (silent) {
        return;
      }
      boolean first = submissions.put(submission.jobId(), submission) == null;
      jobs.computeIfAbsent(submission.jobId(), id -> queued(submission));
      answer(exchange, 200, jobs.get(submission.jobId()));
      if (first) {
        threads.execute(() -> worker.accept(submission));
      }
    } else {
      String path = exchange.getRequestURI().getPath();
      JobView view = jobs.get(JobId.of(path.substring(path.lastIndexOf('/') + 1)));
      answer(exchange, view == null ? 404 : 200, view);
    }
  }

  /** Every job, whosever: as many as fit on the first page. */
  private void jobList(HttpExchange exchange) throws IOException {
    boolean first = exchange.getRequestURI().getQuery().contains("page=0");
    answer(
        exchange,
        isService(exchange) ? 200 : 401,
        Map.of("items", first ? List.copyOf(jobs.values()) : List.of()));
  }

  private void faceRead(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    byte[] entry = faces.get(path.split("/")[4]);
    if (!isService(exchange) || entry == null) {
      answer(exchange, 404, null);
      return;
    }
    exchange.getResponseHeaders().add("Content-Type", FaceCodec.MEDIA_TYPE);
    exchange.sendResponseHeaders(200, entry.length);
    exchange.getResponseBody().write(entry);
    exchange.close();
  }

  private void faceCall(HttpExchange exchange) throws IOException {
    if (!isService(exchange)) {
      answer(exchange, 401, null);
    } else if (faceCacheDown) {
      answer(exchange, 503, null);
    } else {
      String path = exchange.getRequestURI().getPath();
      erasedFaces.add(path.substring(path.lastIndexOf('/') + 1));
      answer(exchange, 204, null);
    }
  }

  private static boolean isService(HttpExchange exchange) {
    String authorization = exchange.getRequestHeaders().getFirst("Authorization");
    return authorization != null && authorization.startsWith("Bearer ");
  }

  private static void answer(HttpExchange exchange, int status, Object body) throws IOException {
    byte[] bytes = body == null ? new byte[0] : JSON.writeValueAsBytes(body);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    if (bytes.length > 0) {
      exchange.getResponseBody().write(bytes);
    }
    exchange.close();
  }

  static JobView queued(JobSubmission submission) {
    Instant now = Instant.now();
    return new JobView(
        submission.jobId(),
        submission.kind(),
        submission.avatarId(),
        submission.ownerId(),
        JobStatus.QUEUED,
        0,
        null,
        1,
        now,
        now,
        null,
        null,
        submission.requestId());
  }
}

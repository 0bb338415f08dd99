package org.avatarengine.benchmarks.live.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.avatarengine.webrtc.peer.PeerClient;
import org.avatarengine.webrtc.peer.PeerClientSettings;
import org.avatarengine.webrtc.peer.PeerClients;
import org.avatarengine.webrtc.peer.PeerLimitException;
import org.avatarengine.webrtc.peer.SdpException;
import org.avatarengine.webrtc.sctp.DataChannelInfo;

/** Viewers over WebRTC, all on the one thread of {@link PeerClients}. */
final class PeerLoad implements Load {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration JOINING = Duration.ofSeconds(30);
  private static final int AT_ONCE = 16;
  private static final int DECODES = 16;
  private static final List<DataChannelInfo> CHANNELS =
      List.of(
          new DataChannelInfo(-1, PeerMember.FRAMES, "avatar.frame.v1", false, 0, -1),
          new DataChannelInfo(-1, PeerMember.CONTROL, "", true, -1, -1));

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();
  private final Tally tally = new Tally();
  private final List<PeerMember> members = new ArrayList<>();
  private final PeerClients clients;

  PeerLoad() throws IOException {
    clients =
        PeerClients.open(
            new PeerClientSettings(2_000, Duration.ofSeconds(15), Duration.ofSeconds(30)));
  }

  @Override
  public void join(List<LoadMember> joining) throws IOException, InterruptedException {
    for (int from = 0; from < joining.size(); from += AT_ONCE) {
      List<LoadMember> some = joining.subList(from, Math.min(joining.size(), from + AT_ONCE));
      List<PeerMember> connecting = new ArrayList<>();
      for (LoadMember member : some) {
        boolean decodes = (members.size() + connecting.size()) % DECODES == 0;
        connecting.add(connect(member, decodes));
      }
      await(connecting, true);
      members.addAll(connecting);
    }
  }

  private PeerMember connect(LoadMember where, boolean decodes)
      throws IOException, InterruptedException {
    var member = new PeerMember(tally, where.token(), decodes);
    try {
      PeerClient client = clients.create(CHANNELS, member);
      member.is(client);
      client.answer(answer(where, client.offer()));
    } catch (PeerLimitException | SdpException e) {
      throw new IOException(e.getMessage(), e);
    }
    return member;
  }

  private String answer(LoadMember where, String offer) throws IOException, InterruptedException {
    String body = JSON.writeValueAsString(Map.of("sdp", offer, "type", "offer", "level", "0"));
    HttpResponse<String> response =
        http.send(
            HttpRequest.newBuilder(
                    URI.create("http://" + where.host() + ":" + where.port() + where.path()))
                .timeout(Duration.ofSeconds(10))
                .header("Authorization", "Bearer " + where.token())
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build(),
            HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    JsonNode answer = JSON.readTree(response.body());
    if (response.statusCode() != 200 || !answer.path("sdp").isTextual()) {
      throw new IOException(
          "an offer was answered with " + response.statusCode() + ": " + response.body());
    }
    return answer.path("sdp").asText();
  }

  /**
   * Waits until they get frames.
   *
   * @param wholly whether their clocks have to be known too
   */
  private void await(List<PeerMember> waiting, boolean wholly)
      throws IOException, InterruptedException {
    long end = System.nanoTime() + JOINING.toNanos();
    while (true) {
      requireNoFault();
      boolean all = true;
      for (PeerMember member : waiting) {
        boolean there = wholly ? member.isReady() : member.hasFrame();
        if (!there && wholly) {
          member.remind();
        }
        all &= there;
      }
      if (all) {
        return;
      }
      if (System.nanoTime() > end) {
        throw new IOException("not all peers get frames after " + JOINING.toSeconds() + " s");
      }
      Thread.sleep(25);
    }
  }

  private void requireNoFault() throws IOException {
    synchronized (tally) {
      if (tally.faulty() > 0) {
        throw new IOException(tally.faulty() + " faults: " + tally.faults());
      }
    }
  }

  @Override
  public void leave(int count) throws IOException, InterruptedException {
    List<PeerMember> leaving = new ArrayList<>();
    for (int i = 0; i < count && !members.isEmpty(); i++) {
      leaving.add(members.removeLast());
    }
    end(leaving);
  }

  private void end(List<PeerMember> leaving) throws IOException, InterruptedException {
    leaving.forEach(PeerMember::leave);
    long end = System.nanoTime() + JOINING.toNanos();
    while (!leaving.stream().allMatch(PeerMember::isGone)) {
      if (System.nanoTime() > end) {
        throw new IOException("a peer does not close");
      }
      Thread.sleep(5);
    }
  }

  @Override
  public LoadReport measure(Duration length) throws IOException, InterruptedException {
    requireNoFault();
    long cpu = LoadMain.cpuNanos();
    synchronized (tally) {
      members.forEach(PeerMember::beginWindow);
      tally.begin(System.nanoTime());
    }
    Thread.sleep(length);
    requireNoFault();
    synchronized (tally) {
      long fewest = members.stream().mapToLong(PeerMember::frames).min().orElse(0);
      double cpuSeconds = (LoadMain.cpuNanos() - cpu) / 1e9;
      return tally.end(System.nanoTime(), cpuSeconds, members.size(), fewest);
    }
  }

  @Override
  public void cycle(LoadMember member, int times, int atOnce)
      throws IOException, InterruptedException {
    for (int done = 0; done < times; done += atOnce) {
      List<PeerMember> some = new ArrayList<>();
      for (LoadMember each : Collections.nCopies(Math.min(atOnce, times - done), member)) {
        some.add(connect(each, false));
      }
      await(some, false);
      end(some);
    }
  }

  @Override
  public void close() {
    clients.close();
  }
}

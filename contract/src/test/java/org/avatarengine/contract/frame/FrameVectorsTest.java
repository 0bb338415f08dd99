package org.avatarengine.contract.frame;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/** What is published is what the code does; whoever changes it makes a new version. */
class FrameVectorsTest {

  @Test
  void shouldMakeTheSamePacketsWhenMadeAgain() throws Exception {
    assertThat(FrameVectors.packets()).isEqualTo(Files.readAllBytes(FrameVectors.PACKETS));
    assertThat(FrameVectors.expected()).isEqualTo(Files.readString(FrameVectors.EXPECTED));
  }

  @Test
  void shouldShowWhatIsExpectedWhenTheGoldenPacketsAreDecoded() throws Exception {
    // Given
    byte[] packets = Files.readAllBytes(FrameVectors.PACKETS);
    JsonNode expected = new ObjectMapper().readTree(FrameVectors.EXPECTED.toFile());
    QuantizedFrame shown = new QuantizedFrame();
    int checked = 0;

    for (JsonNode stream : expected.get("streams")) {
      FrameDecoder decoder = new FrameDecoder();
      for (JsonNode packet : stream.get("packets")) {
        // When
        String outcome;
        try {
          int offset = packet.get("offset").asInt();
          outcome = decoder.decode(packets, offset, packet.get("length").asInt(), shown).name();
        } catch (FrameFormatException e) {
          outcome = "MALFORMED";
        }

        // Then
        assertThat(outcome).isEqualTo(packet.get("outcome").asText());
        if (packet.has("steps")) {
          assertThat(shown.sequence()).isEqualTo(packet.get("sequence").asLong());
          assertThat(shown.timeMs()).isEqualTo(packet.get("timeMs").asLong());
          for (int c = 0; c < Channel.COUNT; c++) {
            assertThat((int) shown.steps()[c]).isEqualTo(packet.get("steps").get(c).asInt());
          }
          checked++;
        }
      }
    }
    assertThat(checked).isGreaterThan(70);
  }

  @Test
  void shouldGiveThePublishedTablesWhenFittedAgain() throws Exception {
    int[] zeros = FittedTables.fit();

    assertThat(FittedTables.json(zeros)).isEqualTo(Files.readString(FittedTables.JSON));
    for (int i = 0; i < zeros.length; i++) {
      assertThat(FrameTables.zero(i)).isEqualTo(zeros[i]);
    }
  }
}

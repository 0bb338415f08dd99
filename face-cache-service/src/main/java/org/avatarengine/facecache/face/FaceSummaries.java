package org.avatarengine.facecache.face;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.io.UncheckedIOException;
import org.avatarengine.contract.face.FaceEntry;
import org.avatarengine.facecache.entry.CachedFace;
import org.avatarengine.facecache.entry.DecodedView;
import org.avatarengine.facecache.entry.FaceInspector;
import org.avatarengine.facecache.tier.MemoryTier;

/**
 * JSON summaries. Making one means to unpack the whole entry, which for a clip takes milliseconds;
 * so what was made is kept in memory while there is room. Many who ask at once share one making.
 */
@Singleton
class FaceSummaries {

  private final MemoryTier memory;
  private final FaceInspector inspector;
  private final ObjectMapper json;
  private final Flights<DecodedView> flights = new Flights<>();

  FaceSummaries(MemoryTier memory, FaceInspector inspector, ObjectMapper json) {
    this.memory = memory;
    this.inspector = inspector;
    this.json = json;
  }

  /** The face in JSON, UTF-8. Fails with a 503 problem when too many are being made. */
  Uni<byte[]> of(CachedFace face) {
    return memory
        .view(face)
        .map(view -> Uni.createFrom().item(view))
        .orElseGet(() -> flights.join(face.avatarId(), flight -> make(face)))
        // Joined while another entry of the avatar was being unpacked.
        .chain(
            view ->
                view.entrySha256().equals(face.entrySha256())
                    ? Uni.createFrom().item(view)
                    : make(face))
        .map(DecodedView::json);
  }

  private Uni<DecodedView> make(CachedFace face) {
    return inspector
        .unpack(face, entry -> new DecodedView(face.entrySha256(), write(face, entry)))
        .invoke(view -> memory.keepView(face.avatarId(), view));
  }

  private byte[] write(CachedFace face, FaceEntry entry) {
    try {
      return json.writeValueAsBytes(FaceView.of(face, entry));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("a view is always JSON", e);
    }
  }
}

package org.avatarengine.registration.erasure;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.avatarengine.contract.id.AvatarId;

/**
 * An erasure as the API shows it.
 *
 * @param status first "pending", in the end "completed"
 * @param acks who has acknowledged, and when
 * @param missing who has not yet
 * @param record the signed erasure record, a compact JWS (ES256), once there is one
 * @param publicKey the JWK to verify the record with, once there is one
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@RegisterForReflection
public record ErasureView(
    AvatarId avatarId,
    String status,
    Instant requestedAt,
    Instant completedAt,
    Map<String, Instant> acks,
    List<String> missing,
    String record,
    Map<String, String> publicKey) {

  static ErasureView of(Erasure erasure, Map<String, String> publicKey) {
    Map<String, Instant> acks = new TreeMap<>();
    erasure.acks().forEach((holder, at) -> acks.put(holder.wire(), at));
    boolean recorded = erasure.record() != null;
    return new ErasureView(
        erasure.avatarId(),
        recorded ? "completed" : "pending",
        erasure.requestedAt(),
        erasure.completedAt(),
        acks,
        erasure.missing().stream().map(Holder::wire).toList(),
        erasure.record(),
        recorded ? publicKey : null);
  }
}

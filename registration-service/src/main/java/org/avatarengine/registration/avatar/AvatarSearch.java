package org.avatarengine.registration.avatar;

import io.smallrye.mutiny.Uni;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.avatarengine.contract.id.AvatarId;
import org.hibernate.reactive.mutiny.Mutiny;

/** A list's query as a statement: which ids it finds, in their order, and how many in all. */
final class AvatarSearch {

  private final StringBuilder where = new StringBuilder(" where not dry_run");
  private final Map<String, Object> parameters = new HashMap<>();
  private final AvatarQuery query;

  AvatarSearch(AvatarQuery query, StoredJson json) {
    this.query = query;
    if (query.ownerId() != null) {
      and("owner_id = :owner", "owner", query.ownerId().value());
    }
    if (!query.scope().isEmpty()) {
      and("id in (:scope)", "scope", query.scope().stream().map(AvatarId::value).toList());
    }
    if (!query.includeInactive()) {
      where.append(" and active");
    }
    if (query.text() != null) {
      and("search like :text escape '!'", "text", SearchText.pattern(query.text()));
    }
    if (!query.tags().isEmpty()) {
      // As text first: the driver takes a text where JSON is wanted for a JSON string.
      and(
          "cast(tags as jsonb) @> cast(cast(:tags as text) as jsonb)",
          "tags",
          json.write(query.tags()));
    }
    if (query.status() != null) {
      and("status = :status", "status", query.status().wire());
    }
  }

  Uni<List<UUID>> ids(Mutiny.Session session) {
    var statement =
        session.createNativeQuery(
            "select id from avatar"
                + where
                + " order by created_at desc, id limit "
                + query.size()
                + " offset "
                + (long) query.page() * query.size(),
            UUID.class);
    parameters.forEach(statement::setParameter);
    return statement.getResultList();
  }

  Uni<Long> total(Mutiny.Session session) {
    var statement = session.createNativeQuery("select count(*) from avatar" + where, Long.class);
    parameters.forEach(statement::setParameter);
    return statement.getSingleResult();
  }

  private void and(String condition, String name, Object value) {
    where.append(" and ").append(condition);
    parameters.put(name, value);
  }
}

package org.avatarengine.facecache.tier;

import io.smallrye.mutiny.Uni;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.avatarengine.contract.blob.BlobKey;
import org.avatarengine.contract.blob.BlobKind;
import org.avatarengine.contract.id.AvatarId;
import org.avatarengine.platform.blob.BlobStore;

/** A real blob store that counts its calls and lets a test step in before or after one. */
public final class HookedBlobs implements BlobStore {

  private final BlobStore store;
  private final Map<String, AtomicInteger> calls = new ConcurrentHashMap<>();
  private final Map<String, Supplier<Uni<Void>>> before = new ConcurrentHashMap<>();
  private final Map<String, Supplier<Uni<Void>>> after = new ConcurrentHashMap<>();

  public HookedBlobs(BlobStore store) {
    this.store = store;
  }

  /** Steps in before the next call of that name, once. */
  public void before(String call, Supplier<Uni<Void>> step) {
    before.put(call, step);
  }

  /** Steps in after the next call of that name, once. */
  public void after(String call, Supplier<Uni<Void>> step) {
    after.put(call, step);
  }

  public int calls(String call) {
    return calls.getOrDefault(call, new AtomicInteger()).get();
  }

  private <T> Uni<T> run(String call, Supplier<Uni<T>> work) {
    return Uni.createFrom()
        .deferred(
            () -> {
              calls.computeIfAbsent(call, name -> new AtomicInteger()).incrementAndGet();
              return step(before, call).chain(() -> work.get()).call(() -> step(after, call));
            });
  }

  private static Uni<Void> step(Map<String, Supplier<Uni<Void>>> steps, String call) {
    Supplier<Uni<Void>> step = steps.remove(call);
    return step == null ? Uni.createFrom().voidItem() : step.get();
  }

  @Override
  public Uni<Void> put(BlobKey key, Path file) {
    return run("put", () -> store.put(key, file));
  }

  @Override
  public Uni<Void> put(BlobKey key, byte[] bytes) {
    return run("put", () -> store.put(key, bytes));
  }

  @Override
  public Uni<byte[]> read(BlobKey key) {
    return run("read", () -> store.read(key));
  }

  @Override
  public Uni<Path> fetch(BlobKey key, Path into) {
    return run("fetch", () -> store.fetch(key, into));
  }

  @Override
  public Uni<Boolean> exists(BlobKey key) {
    return run("exists", () -> store.exists(key));
  }

  @Override
  public Uni<List<BlobKey>> list(BlobKind kind, AvatarId avatarId) {
    return run("list", () -> store.list(kind, avatarId));
  }

  @Override
  public Uni<Void> delete(BlobKey key) {
    return run("delete", () -> store.delete(key));
  }

  @Override
  public Uni<Void> deleteAll(BlobKind kind, AvatarId avatarId) {
    return run("deleteAll", () -> store.deleteAll(kind, avatarId));
  }

  @Override
  public Uni<Void> bury(BlobKind kind, AvatarId avatarId) {
    return run("bury", () -> store.bury(kind, avatarId));
  }

  @Override
  public Uni<Boolean> buried(BlobKind kind, AvatarId avatarId) {
    return run("buried", () -> store.buried(kind, avatarId));
  }
}

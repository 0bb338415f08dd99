package org.avatarengine.modelzoo;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The models at hand. Nothing is kept in memory but the cards: {@link #read} reads anew. */
public final class ModelCatalogue {
  /** The name of the catalogue's own file, next to the models. */
  public static final String FILE = "catalogue.json";

  private final Folder folder;
  private final CatalogueJson.Content content;
  private final Map<ModelId, ModelCard> byId = new EnumMap<>(ModelId.class);

  /** Where files are found by name; null for a file that is not there. */
  @FunctionalInterface
  private interface Folder {
    InputStream open(String file) throws IOException;
  }

  private ModelCatalogue(Folder folder) {
    this.folder = folder;
    this.content = readContent(folder);
    for (ModelCard card : content.cards()) {
      byId.put(card.id(), card);
    }
  }

  /**
   * The models inside this jar.
   *
   * @throws ModelIntegrityException when the catalogue is missing or unreadable
   */
  public static ModelCatalogue bundled() {
    return new ModelCatalogue(file -> ModelCatalogue.class.getResourceAsStream("models/" + file));
  }

  /**
   * The models of a folder that the converter wrote.
   *
   * @throws ModelIntegrityException when the catalogue is missing or unreadable
   */
  public static ModelCatalogue in(Path folder) {
    return new ModelCatalogue(
        file -> {
          Path path = folder.resolve(file);
          return Files.isRegularFile(path) ? Files.newInputStream(path) : null;
        });
  }

  private static CatalogueJson.Content readContent(Folder folder) {
    try (InputStream stream = folder.open(FILE)) {
      if (stream == null) {
        throw new ModelIntegrityException("there is no model catalogue (" + FILE + ")");
      }
      return CatalogueJson.read(stream);
    } catch (IOException e) {
      throw new ModelIntegrityException("the model catalogue cannot be read: " + e.getMessage(), e);
    }
  }

  /** The version of the converter that wrote the models. */
  public String converter() {
    return content.converter();
  }

  /** All cards, in the order of {@link ModelId}. */
  public List<ModelCard> cards() {
    return content.cards();
  }

  /**
   * The card of one model.
   *
   * @throws ModelIntegrityException when the catalogue lacks it
   */
  public ModelCard card(ModelId id) {
    ModelCard card = byId.get(id);
    if (card == null) {
      throw new ModelIntegrityException("the model catalogue lacks " + id);
    }
    return card;
  }

  /**
   * The ONNX bytes of one model, checked against the catalogue's SHA-256.
   *
   * @throws ModelIntegrityException when the file is missing, unreadable or another one
   */
  public byte[] read(ModelId id) {
    ModelCard card = card(id);
    byte[] bytes;
    try (InputStream stream = folder.open(card.file())) {
      if (stream == null) {
        throw new ModelIntegrityException("model file " + card.file() + " is missing");
      }
      bytes = stream.readAllBytes();
    } catch (IOException e) {
      throw new ModelIntegrityException("model file " + card.file() + " cannot be read", e);
    }
    String found = Sha256.of(bytes);
    if (!found.equals(card.sha256())) {
      throw new ModelIntegrityException(
          "model file "
              + card.file()
              + " is not the one in the catalogue: its SHA-256 is "
              + found
              + ", not "
              + card.sha256());
    }
    return bytes;
  }
}

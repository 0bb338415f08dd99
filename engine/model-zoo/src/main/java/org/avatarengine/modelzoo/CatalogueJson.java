package org.avatarengine.modelzoo;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;

/** {@code catalogue.json}: the converter's version and the cards, in order. */
public final class CatalogueJson {
  private static final JsonFactory JSON = new JsonFactory();

  private CatalogueJson() {}

  /** The whole content of a catalogue file. */
  public record Content(String converter, List<ModelCard> cards) {
    public Content {
      cards = List.copyOf(cards);
    }
  }

  /** Writes {@code content} as indented JSON ending in a line break; equal content, equal text. */
  public static String write(Content content) throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.useDefaultPrettyPrinter();
      json.writeStartObject();
      json.writeStringField("converter", content.converter());
      json.writeArrayFieldStart("models");
      for (ModelCard card : content.cards()) {
        write(json, card);
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    return text.append('\n').toString().replace("\r\n", "\n");
  }

  private static void write(JsonGenerator json, ModelCard card) throws IOException {
    json.writeStartObject();
    json.writeStringField("id", card.id().name());
    json.writeStringField("file", card.file());
    json.writeStringField("sha256", card.sha256());
    json.writeNumberField("bytes", card.bytes());
    json.writeStringField("licence", card.licence());
    json.writeBooleanField("researchOnly", card.researchOnly());
    json.writeStringField("source", card.source());
    json.writeStringField("sourceSha256", card.sourceSha256());
    write(json, "inputs", card.inputs());
    write(json, "outputs", card.outputs());
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, String field, List<TensorCard> tensors)
      throws IOException {
    json.writeArrayFieldStart(field);
    for (TensorCard tensor : tensors) {
      json.writeStartObject();
      json.writeStringField("name", tensor.name());
      json.writeArrayFieldStart("shape");
      for (int size : tensor.shape()) {
        json.writeNumber(size);
      }
      json.writeEndArray();
      json.writeStringField("type", tensor.type());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IOException when it is not JSON, or not of this form
   */
  public static Content read(InputStream stream) throws IOException {
    try (JsonParser json = JSON.createParser(stream)) {
      expect(json, json.nextToken(), JsonToken.START_OBJECT);
      String converter = text(json, "converter");
      List<ModelCard> cards = new ArrayList<>();
      startArray(json, "models");
      while (json.nextToken() == JsonToken.START_OBJECT) {
        cards.add(readCard(json));
      }
      expect(json, json.currentToken(), JsonToken.END_ARRAY);
      expect(json, json.nextToken(), JsonToken.END_OBJECT);
      return new Content(converter, cards);
    }
  }

  private static ModelCard readCard(JsonParser json) throws IOException {
    String id = text(json, "id");
    ModelCard card =
        new ModelCard(
            modelId(json, id),
            text(json, "file"),
            text(json, "sha256"),
            number(json, "bytes"),
            text(json, "licence"),
            flag(json, "researchOnly"),
            text(json, "source"),
            text(json, "sourceSha256"),
            readTensors(json, "inputs"),
            readTensors(json, "outputs"));
    expect(json, json.nextToken(), JsonToken.END_OBJECT);
    return card;
  }

  private static ModelId modelId(JsonParser json, String name) throws IOException {
    try {
      return ModelId.valueOf(name);
    } catch (IllegalArgumentException e) {
      throw new JsonParseException(json, "no model is called " + name, e);
    }
  }

  private static List<TensorCard> readTensors(JsonParser json, String field) throws IOException {
    List<TensorCard> tensors = new ArrayList<>();
    startArray(json, field);
    while (json.nextToken() == JsonToken.START_OBJECT) {
      String name = text(json, "name");
      List<Integer> shape = new ArrayList<>();
      startArray(json, "shape");
      while (json.nextToken() == JsonToken.VALUE_NUMBER_INT) {
        shape.add(json.getIntValue());
      }
      expect(json, json.currentToken(), JsonToken.END_ARRAY);
      tensors.add(new TensorCard(name, shape, text(json, "type")));
      expect(json, json.nextToken(), JsonToken.END_OBJECT);
    }
    expect(json, json.currentToken(), JsonToken.END_ARRAY);
    return tensors;
  }

  private static String text(JsonParser json, String field) throws IOException {
    field(json, field);
    expect(json, json.nextToken(), JsonToken.VALUE_STRING);
    return json.getText();
  }

  private static long number(JsonParser json, String field) throws IOException {
    field(json, field);
    expect(json, json.nextToken(), JsonToken.VALUE_NUMBER_INT);
    return json.getLongValue();
  }

  private static boolean flag(JsonParser json, String field) throws IOException {
    field(json, field);
    json.nextToken();
    return json.getBooleanValue();
  }

  private static void startArray(JsonParser json, String field) throws IOException {
    field(json, field);
    expect(json, json.nextToken(), JsonToken.START_ARRAY);
  }

  private static void field(JsonParser json, String name) throws IOException {
    expect(json, json.nextToken(), JsonToken.FIELD_NAME);
    if (!json.currentName().equals(name)) {
      throw new JsonParseException(json, "expected " + name + ", found " + json.currentName());
    }
  }

  private static void expect(JsonParser json, JsonToken found, JsonToken wanted)
      throws IOException {
    if (found != wanted) {
      throw new JsonParseException(json, "expected " + wanted + ", found " + found);
    }
  }
}

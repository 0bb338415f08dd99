package org.avatarengine.modelzoo.convert;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.avatarengine.modelzoo.CatalogueJson;
import org.avatarengine.modelzoo.ModelCard;
import org.avatarengine.modelzoo.ModelCatalogue;
import org.avatarengine.modelzoo.ModelId;
import org.avatarengine.modelzoo.ModelIntegrityException;
import org.avatarengine.modelzoo.Sha256;
import org.avatarengine.modelzoo.TensorCard;
import org.avatarengine.modelzoo.onnx.OnnxWriter;
import org.avatarengine.modelzoo.tflite.TfliteModel;
import org.avatarengine.modelzoo.tflite.TfliteReader;
import org.avatarengine.modelzoo.tflite.TfliteTensor;

/**
 * Writes the ONNX files and the catalogue. Does nothing where the files on disk come from the same
 * sources and the same version of this converter.
 */
public final class ConvertModels {
  /** To be raised with every change that alters the converted bytes; a test notices a miss. */
  static final String VERSION = "1";

  private final Map<ModelId, byte[]> sources = new EnumMap<>(ModelId.class);
  private final NpmPackages packages;
  private final Path output;

  private ConvertModels(NpmPackages packages, Path output) throws IOException {
    this.packages = packages;
    this.output = output;
    for (ModelId id : ModelId.values()) {
      sources.put(id, ModelSource.of(id).read(packages));
    }
  }

  /**
   * Runs the conversion.
   *
   * @param args the folder of {@code package-lock.json}, and the folder to write to
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    if (args.length != 2) {
      throw new IllegalArgumentException("usage: ConvertModels <package folder> <output folder>");
    }
    ConvertModels conversion = of(Path.of(args[0]), Path.of(args[1]));
    if (!conversion.isUpToDate()) {
      conversion.run();
    }
  }

  static ConvertModels of(Path packageFolder, Path output)
      throws IOException, InterruptedException {
    return new ConvertModels(NpmPackages.installed(packageFolder), output);
  }

  boolean isUpToDate() {
    try {
      ModelCatalogue catalogue = ModelCatalogue.in(output);
      return catalogue.converter().equals(VERSION)
          && sources.keySet().stream().allMatch(id -> isUpToDate(catalogue, id));
    } catch (ModelIntegrityException e) {
      // Absent or damaged files are what a conversion mends.
      return false;
    }
  }

  private boolean isUpToDate(ModelCatalogue catalogue, ModelId id) {
    boolean sameSource = catalogue.card(id).sourceSha256().equals(Sha256.of(sources.get(id)));
    return sameSource && catalogue.read(id).length > 0;
  }

  /** Converts all models; the catalogue is written last, so that a broken run is not mistaken. */
  void run() throws IOException {
    Files.createDirectories(output);
    Files.deleteIfExists(output.resolve(ModelCatalogue.FILE));
    List<ModelCard> cards = new ArrayList<>();
    for (ModelId id : ModelId.values()) {
      cards.add(convert(id));
    }
    Files.writeString(
        output.resolve(ModelCatalogue.FILE),
        CatalogueJson.write(new CatalogueJson.Content(VERSION, cards)),
        StandardCharsets.UTF_8);
  }

  private ModelCard convert(ModelId id) throws IOException {
    byte[] tflite = sources.get(id);
    TfliteModel model = TfliteReader.read(tflite);
    String name = id.fileName().replace(".onnx", "");
    byte[] onnx = OnnxWriter.write(GraphConverter.convert(name, model));
    Files.write(output.resolve(id.fileName()), onnx);

    ModelSource source = ModelSource.of(id);
    String packageName = source.packageName();
    return new ModelCard(
        id,
        id.fileName(),
        Sha256.of(onnx),
        onnx.length,
        packages.licence(packageName),
        false,
        packageName + "@" + packages.version(packageName) + "/" + source.place(),
        Sha256.of(tflite),
        cards(model, model.inputs()),
        cards(model, model.outputs()));
  }

  private static List<TensorCard> cards(TfliteModel model, List<Integer> numbers) {
    return numbers.stream().map(number -> card(model.tensors().get(number))).toList();
  }

  private static TensorCard card(TfliteTensor tensor) {
    return new TensorCard(tensor.name(), tensor.shape().dims(), "float32");
  }
}

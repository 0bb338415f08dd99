package org.avatarengine.benchmarks.simulate;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.avatarengine.benchmarks.simulate.face.FaceSource;
import org.avatarengine.benchmarks.simulate.face.RecordedFace;
import org.avatarengine.benchmarks.simulate.face.SyntheticFace;
import org.avatarengine.benchmarks.simulate.run.Scenario;

/** The faces of a scenario's performers, one for each session. */
final class Faces {

  private Faces() {}

  static List<FaceSource> of(Scenario scenario) throws IOException {
    List<FaceSource> faces = new ArrayList<>();
    FaceSource recorded = scenario.source() == null ? null : RecordedFace.read(scenario.source());
    for (int i = 0; i < scenario.sessions(); i++) {
      faces.add(recorded == null ? new SyntheticFace(scenario.seed() + i) : recorded);
    }
    return faces;
  }
}

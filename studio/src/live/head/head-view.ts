import {
  AmbientLight,
  BufferAttribute,
  BufferGeometry,
  Color,
  DirectionalLight,
  DynamicDrawUsage,
  Euler,
  Group,
  HemisphereLight,
  Matrix4,
  Mesh,
  MeshStandardMaterial,
  PerspectiveCamera,
  Scene,
  SRGBColorSpace,
  WebGLRenderer,
} from 'three';
import { at } from '../channels.ts';
import { PLACES } from './anatomy.ts';
import { JAW_RADIANS } from './fields.ts';
import { HeadModel } from './head-model.ts';
import type { Morph } from './head-model.ts';
import { mirrorPart } from './part.ts';
import type { Part } from './part.ts';
import { brow, ear, eyeball, teeth, tongue } from './parts.ts';
import { smooth } from './sdf.ts';

/** Steps in which the neck shares the head's turn. */
const NECK_STEPS = 24;
/** A picture that takes longer than this, so many times in a row, is drawn with fewer pixels. */
const SLOW_MS = 45;
const SLOW_TIMES = 12;
const LEAST_DENSITY = 0.6;
/** A face that is still for so long is drawn once as sharp as the screen is. */
const STILL_MS = 400;

/** A head in three dimensions, drawn only when something has changed. */
export class HeadView {
  private readonly model = new HeadModel();
  private readonly renderer: WebGLRenderer;
  private readonly scene = new Scene();
  private readonly camera = new PerspectiveCamera(24, 1, 10, 200);
  private readonly rigid = new Group();
  private readonly jaw = new Group();
  private readonly upperTeeth = new Mesh(geometryOf(teeth(true)), material(0.25));
  private readonly skin: BufferGeometry;
  private readonly skinAt: Float32Array;
  private readonly tongue: BufferGeometry;
  private readonly tongueRest: Float32Array;
  private readonly tongueOut: Float32Array;
  private readonly brows: { geometry: BufferGeometry; base: Float32Array; morphs: readonly Morph[] }[] = [];
  private readonly eyes: { group: Group; side: 'Left' | 'Right' }[] = [];
  private readonly neckStep: Uint8Array;
  private readonly hemisphere = new HemisphereLight(0xffffff, 0xb08d78, 1.5);
  private readonly key = new DirectionalLight(0xfff1e4, 2.2);
  private readonly rim = new DirectionalLight(0xbcd2ff, 0.7);
  private readonly turn = new Matrix4();
  private dirty = true;
  private slow = 0;
  private calledAt = 0;
  private density: number;
  private readonly sharp: number;
  private drawnSharp = false;
  private changedAt = 0;
  private orbit = 0;
  private lift = 0;

  /** @throws Error where the browser draws no three dimensions */
  constructor(private readonly canvas: HTMLCanvasElement) {
    const software = drawnInSoftware();
    this.renderer = new WebGLRenderer({ canvas, antialias: !software, alpha: true });
    this.renderer.outputColorSpace = SRGBColorSpace;
    this.renderer.setClearColor(new Color(0), 0);
    this.sharp = Math.min(2, (devicePixelRatio || 1) * (software ? 1.5 : 1));
    this.density = software ? 0.85 : this.sharp;

    const { mesh } = this.model;
    this.skin = geometryOf(mesh);
    this.skinAt = attribute(this.skin, 'position');
    this.scene.add(new Mesh(this.skin, material(0.66)));
    this.neckStep = new Uint8Array(mesh.positions.length / 3);
    for (let i = 0; i < this.neckStep.length; i++) {
      this.neckStep[i] = Math.round(smooth(-18, -10.5, mesh.positions[i * 3 + 1] ?? 0) * NECK_STEPS);
    }

    this.rigid.matrixAutoUpdate = false;
    this.scene.add(this.rigid);
    this.rigid.add(this.upperTeeth);
    this.jaw.add(new Mesh(geometryOf(teeth(false)), material(0.25)));
    const tongueParts = tongue();
    this.tongue = geometryOf(tongueParts.part);
    this.tongueRest = tongueParts.part.positions;
    this.tongueOut = tongueParts.out;
    this.jaw.add(new Mesh(this.tongue, material(0.45)));
    this.rigid.add(this.jaw);
    const leftEar = ear();
    this.rigid.add(new Mesh(geometryOf(leftEar), material(0.66)));
    this.rigid.add(new Mesh(geometryOf(mirrorPart(leftEar)), material(0.66)));
    const ball = geometryOf(eyeball());
    for (const [side, sign] of [['Left', 1], ['Right', -1]] as const) {
      const group = new Group();
      group.position.set(sign * PLACES.eye[0], PLACES.eye[1], PLACES.eye[2]);
      group.add(new Mesh(ball, material(0.12)));
      this.eyes.push({ group, side });
      this.rigid.add(group);
      const hair = brow(sign > 0);
      const geometry = geometryOf(hair.part);
      this.brows.push({ geometry, base: hair.part.positions.slice(), morphs: hair.morphs });
      this.rigid.add(new Mesh(geometry, material(0.9)));
    }

    this.key.position.set(14, 20, 34);
    const fill = new DirectionalLight(0xe4edff, 0.75);
    fill.position.set(-26, 2, 24);
    this.rim.position.set(-16, 18, -30);
    this.scene.add(this.hemisphere, this.key, fill, this.rim, new AmbientLight(0xffffff, 0.15));
    this.look();
  }

  /** Light for a light or a dark page. */
  theme(dark: boolean): void {
    this.hemisphere.intensity = dark ? 1 : 1.5;
    this.key.intensity = dark ? 2 : 2.2;
    this.rim.intensity = dark ? 1.3 : 0.7;
    this.dirty = true;
  }

  /** Fits the drawing into so many CSS pixels. */
  resize(width: number, height: number): void {
    this.drawnSharp = false;
    this.camera.aspect = width / Math.max(1, height);
    this.renderer.setPixelRatio(this.density);
    this.renderer.setSize(width, height, false);
    this.look();
  }

  /** Looks from another side, by radians. */
  turnView(right: number, up: number): void {
    this.orbit = Math.max(-2.6, Math.min(2.6, this.orbit + right));
    this.lift = Math.max(-0.6, Math.min(0.6, this.lift + up));
    this.look();
  }

  /** Looks straight at the face again. */
  resetView(): void {
    this.orbit = 0;
    this.lift = 0;
    this.look();
  }

  /** Shows these 61 values at the next {@link draw}. */
  show(values: ArrayLike<number>): void {
    this.model.pose(values);
    this.turnHead(values);
    this.moveJaw();
    for (const { group, side } of this.eyes) {
      const { left, up } = this.model.gaze(values, side);
      const roll = values[at(side === 'Left' ? 'leftEyeRoll' : 'rightEyeRoll')] ?? 0;
      group.rotation.set(-up, left, -roll, 'YXZ');
    }
    for (const { geometry, base, morphs } of this.brows) {
      const positions = attribute(geometry, 'position');
      positions.set(base);
      morphs.forEach((morph, i) => addMorph(positions, morph, this.model.weight(i)));
      touch(geometry);
    }
    this.dirty = true;
  }

  /** Draws if there is something new to see; called once for each picture of the screen. */
  draw(): void {
    const now = performance.now();
    const between = now - this.calledAt;
    this.calledAt = now;
    if (!this.dirty) {
      this.slow = 0;
      if (!this.drawnSharp && this.density < this.sharp && now - this.changedAt > STILL_MS) {
        this.drawnSharp = true;
        this.renderer.setPixelRatio(this.sharp);
        this.renderer.render(this.scene, this.camera);
      }
      return;
    }
    this.changedAt = now;
    if (this.drawnSharp) {
      this.drawnSharp = false;
      this.renderer.setPixelRatio(this.density);
    }
    this.slow = between > SLOW_MS && between < 1_000 ? this.slow + 1 : 0;
    if (this.slow >= SLOW_TIMES && this.density > LEAST_DENSITY) {
      this.density = Math.max(LEAST_DENSITY, this.density * 0.75);
      this.slow = 0;
      this.resize(this.canvas.clientWidth, this.canvas.clientHeight);
    }
    this.renderer.render(this.scene, this.camera);
    this.dirty = false;
  }

  dispose(): void {
    this.scene.traverse((object) => {
      if (object instanceof Mesh) {
        object.geometry.dispose();
        object.material.dispose();
      }
    });
    this.renderer.dispose();
    this.renderer.forceContextLoss();
  }

  private look(): void {
    const away = this.camera.aspect < 0.78 ? 64 * (0.78 / this.camera.aspect) : 64;
    const [sin, cos] = [Math.sin(this.orbit), Math.cos(this.orbit)];
    const height = Math.sin(this.lift);
    this.camera.position.set(
      away * sin * Math.cos(this.lift),
      -1.6 + away * height,
      away * cos * Math.cos(this.lift),
    );
    this.camera.lookAt(0, -1.6, 0);
    this.camera.updateProjectionMatrix();
    this.dirty = true;
  }

  /** Turns the head, and the neck ever less the lower it is. */
  private turnHead(values: ArrayLike<number>): void {
    const { yaw, pitch, roll } = this.model.headTurn(values);
    const [px, py, pz] = PLACES.neck;
    const turns = Array.from({ length: NECK_STEPS + 1 }, (_, step) => {
      const share = step / NECK_STEPS;
      return new Matrix4()
        .makeTranslation(px, py, pz)
        .multiply(new Matrix4().makeRotationFromEuler(new Euler(pitch * share, yaw * share, roll * share, 'YXZ')))
        .multiply(new Matrix4().makeTranslation(-px, -py, -pz)).elements;
    });
    this.turn.fromArray(turns[NECK_STEPS] ?? this.turn.elements);
    this.rigid.matrix.copy(this.turn);
    this.rigid.matrixWorldNeedsUpdate = true;
    const { positions } = this.model;
    const out = this.skinAt;
    for (let i = 0; i < this.neckStep.length; i++) {
      const m = turns[this.neckStep[i] ?? 0];
      if (m === undefined) {
        continue;
      }
      const k = i * 3;
      const [x, y, z] = [positions[k] ?? 0, positions[k + 1] ?? 0, positions[k + 2] ?? 0];
      out[k] = m[0] * x + m[4] * y + m[8] * z + m[12];
      out[k + 1] = m[1] * x + m[5] * y + m[9] * z + m[13];
      out[k + 2] = m[2] * x + m[6] * y + m[10] * z + m[14];
    }
    touch(this.skin);
  }

  private moveJaw(): void {
    const w = (name: 'jawOpen' | 'jawForward' | 'jawLeft' | 'jawRight' | 'tongueOut'): number =>
      this.model.weight(at(name));
    const [hx, hy, hz] = PLACES.hinge;
    const open = w('jawOpen');
    // Nobody sees what is behind closed lips.
    this.jaw.visible = this.model.lipsParted;
    this.upperTeeth.visible = this.jaw.visible;
    this.jaw.matrixAutoUpdate = false;
    this.jaw.matrix
      .makeTranslation(hx + (w('jawLeft') - w('jawRight')) * 1.05, hy, hz + 0.8 * open + w('jawForward'))
      .multiply(new Matrix4().makeRotationX(open * JAW_RADIANS))
      .multiply(new Matrix4().makeTranslation(-hx, -hy, -hz));
    const out = w('tongueOut');
    const positions = attribute(this.tongue, 'position');
    for (let i = 0; i < positions.length; i++) {
      const rest = this.tongueRest[i] ?? 0;
      positions[i] = rest + ((this.tongueOut[i] ?? 0) - rest) * out;
    }
    touch(this.tongue);
  }
}

/** Whether there is no graphics processor to draw with. */
function drawnInSoftware(): boolean {
  const context = document.createElement('canvas').getContext('webgl2');
  // Some browsers say it in the plain name, others only here.
  const named = context?.getExtension('WEBGL_debug_renderer_info')?.UNMASKED_RENDERER_WEBGL;
  const name: unknown = context?.getParameter(named ?? context.RENDERER);
  context?.getExtension('WEBGL_lose_context')?.loseContext();
  return typeof name === 'string' && /swiftshader|llvmpipe|software/i.test(name);
}

function material(roughness: number): MeshStandardMaterial {
  return new MeshStandardMaterial({ vertexColors: true, roughness, metalness: 0 });
}

function geometryOf({ positions, colours, indices }: Part): BufferGeometry {
  const geometry = new BufferGeometry();
  geometry.setAttribute('position', new BufferAttribute(positions.slice(), 3).setUsage(DynamicDrawUsage));
  geometry.setAttribute('color', new BufferAttribute(colours, 3));
  geometry.setIndex(new BufferAttribute(indices, 1));
  geometry.computeVertexNormals();
  return geometry;
}

function attribute(geometry: BufferGeometry, name: string): Float32Array {
  const found = geometry.getAttribute(name);
  if (!(found.array instanceof Float32Array)) {
    throw new Error(`the mesh has no ${name}`);
  }
  return found.array;
}

function touch(geometry: BufferGeometry): void {
  geometry.getAttribute('position').needsUpdate = true;
  geometry.computeVertexNormals();
}

function addMorph(positions: Float32Array, { indices, deltas }: Morph, w: number): void {
  if (w < 0.001) {
    return;
  }
  for (let k = 0; k < indices.length; k++) {
    const i = (indices[k] ?? 0) * 3;
    for (let c = 0; c < 3; c++) {
      positions[i + c] = (positions[i + c] ?? 0) + w * (deltas[k * 3 + c] ?? 0);
    }
  }
}

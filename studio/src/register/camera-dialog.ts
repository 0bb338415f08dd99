import { html, nothing } from 'lit-html';
import type { TemplateResult } from 'lit-html';
import { ref } from 'lit-html/directives/ref.js';
import { openModal } from '../shell/modal.ts';
import { icons } from '../shell/icons.ts';
import { notice } from '../shell/notice.ts';

/** Length of a clip, milliseconds. */
const CLIP_MS = 5_000;
const JPEG_QUALITY = 0.95;
/** What the engine takes; other browsers record WebM only and take photos. */
const CLIP_TYPES = ['video/mp4;codecs=avc1.42E01E', 'video/mp4'];

/** Browsers offer the camera on https and localhost only. */
export function hasCamera(): boolean {
  const devices: MediaDevices | undefined = globalThis.navigator?.mediaDevices;
  return typeof devices?.getUserMedia === 'function';
}

/** The kind of clip that this browser can record for the engine, or null. */
export function clipType(
  supported: (type: string) => boolean = (type) =>
    typeof MediaRecorder !== 'undefined' && MediaRecorder.isTypeSupported(type),
): string | null {
  return CLIP_TYPES.find(supported) ?? null;
}

/** The camera: a photo as JPEG, or a clip of five seconds where the browser records MP4. */
export class CameraDialog {
  private stream: MediaStream | null = null;
  private trouble: string | null = null;
  private recorder: MediaRecorder | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private over = false;

  constructor(
    private readonly changed: () => void,
    /** Told once: what was taken, or null. */
    private readonly done: (file: File | null) => void,
  ) {
    void this.start();
  }

  template(): TemplateResult {
    const recording = this.recorder !== null;
    return html`<dialog
      class="camera-dialog"
      aria-label="Camera"
      ${ref(openModal)}
      @close=${() => this.finish(null)}
    >
      <h2>${recording ? 'Recording: turn your head slowly' : 'Look into the camera'}</h2>
      ${this.trouble === null
        ? html`<div class="camera-view ${recording ? 'recording' : ''}">
            <video
              autoplay
              muted
              playsinline
              aria-label="What the camera sees"
              .srcObject=${this.stream}
            ></video>
          </div>`
        : notice('error', 'The camera cannot be used', [
            { code: 'camera', message: this.trouble },
          ])}
      <div class="row end">
        <button type="button" class="button" @click=${() => this.finish(null)}>Cancel</button>
        ${clipType() === null || this.trouble !== null
          ? nothing
          : html`<button
              type="button"
              class="button"
              ?disabled=${this.stream === null || recording}
              @click=${this.record}
            >
              ${recording ? 'Recording…' : 'Record 5 seconds'}
            </button>`}
        <button
          type="button"
          class="button primary"
          ?disabled=${this.stream === null || recording}
          @click=${this.photograph}
        >
          ${icons.photo} Take a photo
        </button>
      </div>
    </dialog>`;
  }

  /** Lets go of the camera. */
  dispose(): void {
    this.over = true;
    clearTimeout(this.timer);
    if (this.recorder?.state === 'recording') {
      this.recorder.stop();
    }
    for (const track of this.stream?.getTracks() ?? []) {
      track.stop();
    }
    this.stream = null;
  }

  private finish(file: File | null): void {
    if (!this.over) {
      this.dispose();
      this.done(file);
    }
  }

  private async start(): Promise<void> {
    try {
      const stream = await navigator.mediaDevices.getUserMedia({
        audio: false,
        video: { facingMode: 'user', width: { ideal: 1_280 }, height: { ideal: 720 } },
      });
      if (this.over) {
        stream.getTracks().forEach((track) => track.stop());
        return;
      }
      this.stream = stream;
    } catch (thrown) {
      this.trouble = troubleOf(thrown);
    }
    this.changed();
  }

  private readonly photograph = (event: Event): void => {
    const video = videoOf(event);
    if (video === null || video.videoWidth === 0) {
      return;
    }
    const canvas = document.createElement('canvas');
    canvas.width = video.videoWidth;
    canvas.height = video.videoHeight;
    canvas.getContext('2d')?.drawImage(video, 0, 0);
    canvas.toBlob(
      (blob) => {
        this.finish(blob && new File([blob], 'Camera.jpg', { type: 'image/jpeg' }));
      },
      'image/jpeg',
      JPEG_QUALITY,
    );
  };

  private readonly record = (): void => {
    const type = clipType();
    if (this.stream === null || type === null) {
      return;
    }
    const parts: Blob[] = [];
    const recorder = new MediaRecorder(this.stream, { mimeType: type });
    recorder.addEventListener('dataavailable', ({ data }) => parts.push(data));
    recorder.addEventListener('stop', () => {
      this.finish(new File(parts, 'Camera.mp4', { type: 'video/mp4' }));
    });
    recorder.addEventListener('error', () => {
      this.recorder = null;
      this.trouble = 'The recording broke off. Take a photo, or try again.';
      this.changed();
    });
    recorder.start();
    this.recorder = recorder;
    this.timer = setTimeout(() => recorder.stop(), CLIP_MS);
    this.changed();
  };
}

function videoOf(event: Event): HTMLVideoElement | null {
  return event.target instanceof Element
    ? (event.target.closest('dialog')?.querySelector('video') ?? null)
    : null;
}

function troubleOf(thrown: unknown): string {
  const name = thrown instanceof Error ? thrown.name : '';
  switch (name) {
    case 'NotAllowedError':
      return 'The browser does not allow it. Allow the camera for this page and try again.';
    case 'NotFoundError':
    case 'OverconstrainedError':
      return 'There is no camera.';
    case 'NotReadableError':
      return 'Another program is using the camera.';
    default:
      return 'It did not start.';
  }
}

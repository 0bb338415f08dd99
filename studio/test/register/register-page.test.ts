// @vitest-environment happy-dom
import { render } from 'lit-html';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Avatar } from '../../src/avatars/avatar.ts';
import { clipType } from '../../src/register/camera-dialog.ts';
import { RegisterPage } from '../../src/register/register-page.ts';
import type { Studio } from '../../src/shell/page.ts';

/** One request, answered when the test says so. */
class FakeRequest extends EventTarget {
  static readonly all: FakeRequest[] = [];
  readonly upload = new EventTarget();
  readonly headers = new Map<string, string>();
  path = '';
  form = new FormData();
  status = 0;
  responseText = '';
  timeout = 0;

  constructor() {
    super();
    FakeRequest.all.push(this);
  }

  open(_method: string, path: string): void {
    this.path = path;
  }

  setRequestHeader(name: string, value: string): void {
    this.headers.set(name, value);
  }

  getResponseHeader(): null {
    return null;
  }

  send(form: FormData): void {
    this.form = form;
  }

  abort(): void {
    this.dispatchEvent(new Event('abort'));
  }

  async answer(status: number, body: object): Promise<void> {
    this.status = status;
    this.responseText = JSON.stringify(body);
    this.dispatchEvent(new Event('load'));
    await settle();
  }
}

const settle = (): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve);
  });

const FOUND: Partial<Avatar> = {
  qualityAssessment: {
    overallScore: 0.8,
    qualityGrade: 'good',
    individualScores: { faceDetection: 0.9 },
    components: [],
    recommendations: [],
    processingReady: true,
  },
  warnings: [],
};

describe('the page to register on', () => {
  const root = document.createElement('div');
  const went: unknown[] = [];
  let page: RegisterPage;
  const draw = (): void => void render(page.template(), root);

  const open = (admin: boolean): void => {
    const studio: Partial<Studio> = {
      admin,
      changed: () => undefined,
      go: (route) => void went.push(route),
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- only tokens play a part
      session: { token: async () => 't', replace: async () => 't' } as unknown as Studio['session'],
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- only putting plays a part
      photos: { put: () => undefined } as unknown as Studio['photos'],
    };
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the rest plays no part
    page = new RegisterPage(studio as Studio);
    draw();
  };

  const choose = (name: string, type: string): void => {
    const input = root.querySelector<HTMLInputElement>('#photo');
    Object.defineProperty(input, 'files', {
      configurable: true,
      value: [new File(['x'], name, { type })],
    });
    input?.dispatchEvent(new Event('change'));
    draw();
  };

  const press = async (id: string): Promise<FakeRequest> => {
    const submitter = root.querySelector<HTMLButtonElement>(id);
    const event = new Event('submit', { cancelable: true });
    Object.defineProperty(event, 'submitter', { value: submitter });
    root.querySelector('form')?.dispatchEvent(event);
    await settle();
    draw();
    const request = FakeRequest.all.at(-1);
    if (request === undefined) {
      throw new Error('nothing was sent');
    }
    return request;
  };

  beforeEach(() => {
    FakeRequest.all.length = 0;
    went.length = 0;
    vi.stubGlobal('XMLHttpRequest', FakeRequest);
    document.body.append(root);
  });

  afterEach(() => {
    page.dispose();
    render(null, root);
    vi.unstubAllGlobals();
  });

  it('should only check when that is pressed, and show the verdict without going anywhere', async () => {
    // Given
    open(false);
    choose('me at home.jpg', 'image/jpeg');
    // When
    const request = await press('#check');
    await request.answer(200, { ...FOUND, dryRun: true });
    draw();
    // Then
    expect(request.path).toBe('/api/v1/avatars?dryRun=true');
    expect(request.headers.has('Idempotency-Key')).toBe(false);
    expect(request.headers.get('Prefer')).toBe('wait=30');
    expect(root.querySelector('#check-result [data-grade=good]')).not.toBeNull();
    expect(went).toEqual([]);
  });

  it('should say that nothing is kept when the check refuses the file', async () => {
    open(false);
    choose('a.mp4', 'video/mp4');
    const request = await press('#check');
    const reasons = [{ code: 'no-face', message: 'No face was found.' }];
    await request.answer(422, { type: '/problems/rejected', reasons });
    draw();
    expect(root.querySelector('.messages')?.textContent).toContain('nothing of it is kept');
    expect(root.querySelector('#check-result')).toBeNull();
  });

  it('should register under the same key until the form is another', async () => {
    // Given
    open(false);
    choose('a.mp4', 'video/mp4');
    const first = await press('#start');
    await first.answer(503, {});
    draw();
    // When
    const second = await press('#start');
    await second.answer(503, {});
    draw();
    choose('b.mp4', 'video/mp4');
    const third = await press('#start');
    await third.answer(202, { avatarId: 'a', jobId: 'j' });
    // Then
    const keys = [first, second, third].map(({ headers }) => headers.get('Idempotency-Key'));
    expect(keys[0]).toBe(keys[1]);
    expect(keys[2]).not.toBe(keys[0]);
    expect(third.path).toBe('/api/v1/avatars');
    expect(went).toEqual([{ page: 'avatar', avatarId: 'a', jobId: 'j' }]);
  });

  it('should send consent with the version of its policy, and what only administrators may say', async () => {
    // Given
    open(true);
    choose('me.jpg', 'image/jpeg');
    const consent = root.querySelector<HTMLInputElement>('[name=consent]');
    if (consent !== null) {
      consent.checked = true;
      consent.dispatchEvent(new Event('change'));
      draw();
    }
    for (const [name, value] of [
      ['policyVersion', ' 2026-03 '],
      ['maxFrames', '40'],
    ]) {
      const input = root.querySelector<HTMLInputElement>(`[name=${name}]`);
      if (input !== null) {
        input.value = value ?? '';
        input.dispatchEvent(new Event('input'));
      }
    }
    // When
    const { form } = await press('#start');
    // Then
    expect(Object.fromEntries([...form].filter(([name]) => name !== 'file'))).toEqual({
      name: 'me',
      preset: 'quality',
      consent: 'true',
      consentPolicyVersion: '2026-03',
      maxFrames: '40',
    });
  });

  it('should show a video as one and refuse a long one before it is sent', () => {
    open(false);
    expect(root.querySelector('.options')).toBeNull();
    choose('a.mov', 'video/quicktime');
    const video = root.querySelector('video');
    Object.defineProperty(video, 'duration', { value: 75 });
    video?.dispatchEvent(new Event('loadedmetadata'));
    draw();
    expect(root.querySelector('.messages')?.textContent).toContain('1 min 15 s');
    expect(root.querySelector<HTMLButtonElement>('#start')?.disabled).toBe(true);
    choose('b.mov', 'video/quicktime');
    expect(root.querySelector<HTMLButtonElement>('#start')?.disabled).toBe(false);
  });
});

describe('what a camera records', () => {
  it('should be MP4 or nothing', () => {
    expect(clipType((type) => type === 'video/mp4')).toBe('video/mp4');
    expect(clipType((type) => type.startsWith('video/webm'))).toBeNull();
  });
});

import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { at, CHANNELS, COUNT } from '../../src/live/channels.ts';
import { Driver } from '../../src/live/drive/driver.ts';
import { Player } from '../../src/live/drive/player.ts';
import { recordingOf, RecordingError } from '../../src/live/drive/recording.ts';
import { channelWords, filtered, SLIDER_GROUPS } from '../../src/live/drive/slider-groups.ts';

const FILE = [
  'Timecode,BlendShapeCount,JawRight,JawLeft,EyeBlinkLeft,HeadYaw',
  '23:59:59:30.000,61,0.25,0,1.053,-0.5',
  '00:00:00:00.000,61,0,0.75,0,0.5',
  '00:00:00:00.000,61,0.9,0.9,0.9,0.9',
  'nonsense',
  '00:00:00:30.000,61,0,0,nan,0',
  '',
].join('\n');

describe('a recording', () => {
  it('should go by the names of its columns and hold what a channel can hold', () => {
    const { values, timesMs, missing } = recordingOf(FILE);
    const value = (frame: number, name: 'jawLeft' | 'jawRight' | 'eyeBlinkLeft' | 'headYaw'): number | undefined =>
      values[frame * COUNT + at(name)];
    expect(timesMs).toHaveLength(3);
    expect([value(0, 'jawRight'), value(0, 'jawLeft')]).toEqual([0.25, 0]);
    expect([value(1, 'jawRight'), value(1, 'jawLeft')]).toEqual([0, 0.75]);
    expect(value(0, 'eyeBlinkLeft')).toBe(1);
    expect(value(0, 'headYaw')).toBe(-0.5);
    expect(value(2, 'eyeBlinkLeft')).toBe(0);
    expect(missing).toHaveLength(57);
  });

  it('should play at its time code, over midnight too', () => {
    const { timesMs, durationMs } = recordingOf(FILE);
    expect([...timesMs]).toEqual([0, 500, 1_000]);
    expect(durationMs).toBe(1_000);
  });

  it.each(['', 'a,b\n1,2', 'Timecode,Foo\n00:00:00:00,1', 'Timecode,JawOpen\nx,1'])(
    'should be refused with words when the file is %j',
    (text) => {
      expect(() => recordingOf(text)).toThrow(RecordingError);
    },
  );

  const real = process.env['AVATAR_TESTDATA'] ?? fileURLToPath(new URL('../../../../shared/testdata', import.meta.url));
  it.skipIf(!existsSync(`${real}/animation/alex_rom_3.csv`))('should read a real capture whole', () => {
    const recording = recordingOf(readFileSync(`${real}/animation/alex_rom_3.csv`, 'utf8'));
    expect(recording.timesMs.length).toBeGreaterThan(4_000);
    expect(recording.durationMs / 1_000).toBeCloseTo(134.4, 0);
    expect(recording.missing).toEqual([]);
    expect(recording.values.reduce((most, value) => Math.max(most, value), 0)).toBe(1);
  });
});

describe('a player', () => {
  const recording = recordingOf(FILE);
  const yaw = at('headYaw');

  it('should interpolate between two frames', () => {
    const player = new Player(recording);
    player.play(1_000);
    expect(player.values(1_250)[yaw]).toBeCloseTo(0);
    expect(player.values(1_500)[yaw]).toBeCloseTo(0.5);
  });

  it('should begin again at its end, or stop there', () => {
    const player = new Player(recording);
    player.play(0);
    expect(player.at(1_250)).toBe(250);
    player.loop = false;
    expect(player.at(2_500)).toBe(1_000);
    expect(player.playing).toBe(false);
    player.play(3_000);
    expect(player.at(3_100)).toBe(100);
  });

  it('should stay where it was put while it pauses', () => {
    const player = new Player(recording);
    player.play(0);
    player.pause(300);
    expect(player.at(9_999)).toBe(300);
    player.seek(5_000, 10_000);
    expect(player.at(10_000)).toBe(1_000);
  });
});

describe('the driver', () => {
  it('should send a moved slider at once and a still face ten times a second', () => {
    const driver = new Driver();
    expect(driver.next(0)).toBeNull();
    driver.mode = 'sliders';
    driver.set(17, 0.5);
    expect(driver.next(0)?.[17]).toBe(0.5);
    expect(driver.next(16)).toBeNull();
    expect(driver.next(100)).not.toBeNull();
    driver.set(17, 1);
    expect(driver.next(110)?.[17]).toBe(1);
    driver.reset();
    expect(driver.next(120)?.[17]).toBe(0);
  });

  it('should send nothing while a phone drives', () => {
    const driver = new Driver();
    driver.player = new Player(recordingOf(FILE));
    driver.player.play(0);
    expect(driver.next(500)).toBeNull();
    driver.mode = 'recording';
    expect(driver.next(500)).not.toBeNull();
    expect(driver.next(510)).not.toBeNull();
  });
});

describe('the sliders', () => {
  it('should be there once for each channel', () => {
    const all = SLIDER_GROUPS.flatMap(({ channels }) => channels).toSorted((a, b) => a - b);
    expect(all).toEqual(CHANNELS.map((_, i) => i));
  });

  it('should be found by parts of their words or names', () => {
    const names = (typed: string): string[] => filtered(typed).flatMap(({ channels }) => channels.map(channelWords));
    expect(names('smile left')).toEqual(['mouth smile left']);
    expect(names('jawOpen')).toEqual(['jaw open']);
    expect(names('nothing')).toEqual([]);
  });
});

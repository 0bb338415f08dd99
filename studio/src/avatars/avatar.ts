import type { Reason } from '../http/problem.ts';

export type RegistrationStatus = 'pending' | 'success' | 'rejected' | 'failed';

export interface QualityComponent {
  readonly name: string;
  /** 0 to 100, or -1 where it was not assessed. */
  readonly score: number;
  readonly reason?: string;
}

export interface QualityAssessment {
  /** 0 to 1. */
  readonly overallScore: number;
  readonly qualityGrade: string;
  /** Six scores by name, 0 to 1. */
  readonly individualScores: Readonly<Record<string, number>>;
  readonly components: readonly QualityComponent[];
  readonly recommendations: readonly string[];
  readonly processingReady: boolean;
}

export interface FaceDetectionResults {
  readonly frameCount: number;
  readonly averageConfidence: number;
  readonly consistencyScore: number;
  readonly primaryFace: PrimaryFace;
}

/** The most confident face, in the best frame, in pixels of the upright original. */
export interface PrimaryFace {
  readonly box: readonly number[];
  readonly landmarks: readonly (readonly number[])[];
  readonly confidence: number;
  readonly pose?: Pose;
  /** Opening over width, image left first; about 0.3 when open. */
  readonly eyeOpenness?: readonly number[];
  /** Inner opening over width, 0 when closed. */
  readonly mouthOpenness?: number;
}

/** Which way a head looks, degrees; positive: to the image's right, down, tilted clockwise. */
export interface Pose {
  readonly yaw: number;
  readonly pitch: number;
  readonly roll: number;
}

/** A GIF of several frames or a video. */
export interface Clip {
  /** Seconds. */
  readonly duration: number;
  readonly framesPerSecond: number;
  /** Frames in the file. */
  readonly frames: number;
  /** Frames that were looked at. */
  readonly analysed: number;
  /** Index in the file of the frame on which the verdict stands. */
  readonly bestFrame: number;
  /** Seconds from the start. */
  readonly bestFrameTime: number;
}

/** What the engine says of a file. */
export interface Examination {
  readonly faceDetectionResults?: FaceDetectionResults;
  readonly qualityAssessment?: QualityAssessment;
  /** Absent for a photo. */
  readonly clip?: Clip;
  /** Seconds from the upload to the verdict. */
  readonly processingTime?: number;
  readonly warnings: readonly Reason[];
  /** The fallbacks that this result took. */
  readonly degraded?: readonly Reason[];
  /** What may be worth a look; never a reason to refuse. */
  readonly hints?: readonly Reason[];
}

/** The answer to a registration. */
export interface Registration extends Examination {
  readonly avatarId: string;
  readonly registrationStatus: RegistrationStatus;
  readonly errors: readonly Reason[];
  readonly jobId: string;
}

/** The answer to a dry run: the verdict of a file of which nothing is kept. */
export interface DryRun extends Examination {
  readonly dryRun: true;
}

/** Who agreed to what, and when. */
export interface Consent {
  readonly policyVersion: string;
  readonly time: string;
  readonly withdrawnAt?: string;
}

/** One pass of the engine over an avatar's original. */
export interface AvatarVersion {
  /** From 1. */
  readonly version: number;
  readonly jobId: string;
  readonly preset: string;
  readonly createdAt: string;
  readonly status: string;
  readonly qualityScore?: number;
  readonly grade?: string;
  /** `upload`, `regeneration` or `damaged`. */
  readonly reason: string;
  /** Why there is no face of it. */
  readonly errors?: readonly Reason[];
}

/** A version that is being made. */
export interface PendingVersion {
  readonly jobId: string;
  /** `failed` when its job is dead and can be tried again. */
  readonly status: 'pending' | 'failed';
}

/** An avatar as the API shows it. */
export interface Avatar extends Registration {
  readonly name: string;
  readonly description?: string;
  readonly tags: readonly string[];
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly isActive?: boolean;
  readonly fileFormat: string;
  readonly fileSize: number;
  readonly version?: number;
  readonly consent?: Consent;
  readonly lastAccessed?: string;
  readonly accessCount?: number;
  /** The pass that is under way beside the face that is served. */
  readonly regeneration?: PendingVersion;
}

export interface AvatarPage {
  readonly items: readonly Avatar[];
  readonly page: number;
  readonly size: number;
  readonly total: number;
}

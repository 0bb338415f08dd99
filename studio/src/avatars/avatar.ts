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
  readonly primaryFace: {
    readonly box: readonly number[];
    readonly landmarks: readonly (readonly number[])[];
    readonly confidence: number;
  };
}

/** The answer to a registration. */
export interface Registration {
  readonly avatarId: string;
  readonly registrationStatus: RegistrationStatus;
  readonly faceDetectionResults?: FaceDetectionResults;
  readonly qualityAssessment?: QualityAssessment;
  /** Seconds from the upload to the verdict. */
  readonly processingTime?: number;
  readonly errors: readonly Reason[];
  readonly warnings: readonly Reason[];
  readonly jobId: string;
}

/** An avatar as the API shows it. */
export interface Avatar extends Registration {
  readonly name: string;
  readonly description?: string;
  readonly tags: readonly string[];
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly fileFormat: string;
  readonly fileSize: number;
}

export interface AvatarPage {
  readonly items: readonly Avatar[];
  readonly page: number;
  readonly size: number;
  readonly total: number;
}

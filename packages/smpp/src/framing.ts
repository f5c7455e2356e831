export interface FrameLimits {
  readonly max: number;
}

/** How a container of the image is run. */
export interface RunOptions {
  /** Instead of what the image says. */
  command: readonly string[];
  env: Record<string, string>;
  /** A folder of this machine that shows at {@link CONFIGURATION_FOLDER}, to read only. */
  configuration?: string;
}

/** A container that runs, on the network of this machine and with a root file system to read only. */
export interface Running {
  /** When it has ended: its exit code, and all that it wrote. */
  ended: Promise<{ code: number; output: string }>;
  /** What it has written so far. */
  output(): string;
  /** Asks its process to end, as Fargate and Kubernetes do. */
  terminate(): Promise<void>;
}

/** What is known of the image without looking inside. */
export interface ImageFacts {
  /** Bytes of all layers, as they are on a disk. */
  size: number;
  /** Of these, bytes that came with the base. */
  baseSize?: number;
  env: string[];
  user: string;
  command: string[];
  workingDirectory: string;
  /** What made it, line by line, with all that was handed to its steps. */
  history: string[];
}

/** What builds images and runs them. */
export interface Engine {
  name: string;
  /** Builds the Dockerfile of the repository. */
  build(): Promise<void>;
  facts(): Promise<ImageFacts>;
  /** A folder of this machine with all files of the image. */
  files(): Promise<string>;
  run(options: RunOptions): Promise<Running>;
  /** Removes everything that it made. */
  clean(): Promise<void>;
}

/** Where the chart puts what wins over the files of the image. */
export const CONFIGURATION_FOLDER = '/etc/portal';

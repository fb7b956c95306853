import type { FigmaConfig } from '../config';
import type { FigmaServices } from '../routes/services';
import type { ImageStore } from '../store/ImageStore';
import type { Budgets } from '../upstream/Budgets';
import { FigmaClient } from '../upstream/FigmaClient';
import { PictureClient } from '../upstream/PictureClient';
import type { Changes } from './Changes';
import { DesignService } from './DesignService';
import { DevResourceService } from './DevResourceService';
import { DocumentReader } from './DocumentReader';
import { FileReader } from './FileReader';
import { FilesService } from './FilesService';
import { ImageService } from './ImageService';
import type { KeptParts } from './KeptParts';
import { LibraryService } from './LibraryService';
import type { StatusService } from './StatusService';
import { SummaryService } from './SummaryService';

/** Puts together what asks Figma. */
export function createFigmaServices(parts: {
  config: FigmaConfig;
  budgets: Budgets;
  kept: KeptParts;
  images: ImageStore;
  changes: Changes;
  status: StatusService;
  appUrl: string;
}): FigmaServices {
  const { config, kept, appUrl } = parts;
  const client = new FigmaClient({
    config,
    budgets: parts.budgets,
    onProblem: error => parts.status.noteProblem(error),
  });
  const reader = new FileReader({ client, kept, ttlMs: config.cacheTtlMs });
  const documents = new DocumentReader({ client, kept, files: reader });
  const images = new ImageService({
    client,
    kept,
    pictures: new PictureClient(config),
    store: parts.images,
    onChange: fileKey => parts.changes.tell(fileKey),
  });
  const summaries = new SummaryService(reader, documents, images);
  return {
    summaries,
    designs: new DesignService(reader, documents, images, kept),
    library: new LibraryService(reader),
    devResources: new DevResourceService({
      client,
      reader,
      documents,
      kept,
      appUrl,
    }),
    files: new FilesService(summaries),
  };
}

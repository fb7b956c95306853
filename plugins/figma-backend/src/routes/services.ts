import type { AuditorService } from '@backstage/backend-plugin-api';
import type { Authorization } from '../authorization';
import type { DesignService } from '../services/DesignService';
import type { DevResourceService } from '../services/DevResourceService';
import type { FilesService } from '../services/FilesService';
import type { LibraryService } from '../services/LibraryService';
import type { StatusService } from '../services/StatusService';
import type { SummaryService } from '../services/SummaryService';
import type { WebhookService } from '../services/WebhookService';
import type { ImageStore } from '../store/ImageStore';

/** What asks Figma; nothing of it is there without a configuration. */
export interface FigmaServices {
  summaries: SummaryService;
  designs: DesignService;
  library: LibraryService;
  devResources: DevResourceService;
  files: FilesService;
}

/** What the routes lean on. */
export interface RouteServices {
  auditor: AuditorService;
  authorization: Authorization;
  /** @throws NotFoundError with code `not_configured` */
  figma: () => FigmaServices;
  images: ImageStore;
  status: StatusService;
  webhook: WebhookService;
}

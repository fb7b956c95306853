import { addPortal, createApp, guard } from './app.ts';
import { environments, github, registry } from './environments.ts';

// What the CDK runs to synthesize. It looks nothing up: no network and no credentials are needed.
const app = createApp();
guard(app);
addPortal(app, { environments, github, registry });

import { createApp } from '@backstage/frontend-defaults';
import { appModule } from './modules/app';
import { homeModule } from './modules/home';
import { techdocsModule } from './modules/techdocs';

// Plugins are found by `app.packages: all`; here stands only what we change about them.
export default createApp({ features: [appModule, homeModule, techdocsModule] });

import { createApp } from '@backstage/frontend-defaults';
import { appModule } from './modules/app';
import { homeModule } from './modules/home';

// Plugins are found by `app.packages: all`; here stands only what we change about them.
export default createApp({ features: [appModule, homeModule] });

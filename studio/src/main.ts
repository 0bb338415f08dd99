import { gatewayIdentity } from './session/gateway-identity.ts';
import { BrowserTabs } from './session/tab-channel.ts';
import { StudioApp } from './shell/studio-app.ts';

const root = document.getElementById('studio');
if (root === null) {
  throw new Error('the page has no element "studio"');
}
void new StudioApp(root, gatewayIdentity, new BrowserTabs()).start();

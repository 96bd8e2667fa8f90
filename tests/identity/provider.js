// A certified OpenID Connect provider on loopback, for tests: invented people, and no page between the browser and them.
//
// Environment: IMK_PUBLIC_URL, where browsers find the server under test; IMK_CLIENT_SECRET, its secret here;
// IMK_PROVIDER_PACKAGES, the folder with node_modules. Prints `listening on ISSUER`.

import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { generateKeyPairSync, randomBytes } from 'node:crypto';

const { IMK_PUBLIC_URL: client, IMK_CLIENT_SECRET: secret, IMK_PROVIDER_PACKAGES: packages } = process.env;
const entry = createRequire(`${packages}/`).resolve('oidc-provider');
const { default: Provider } = await import(pathToFileURL(entry).href);

const people = {
  anna: {
    given_name: 'Anna', family_name: 'Ozola', serial_number: 'PNOLV-030303-10012', birthdate: '1988-03-14',
  },
  // Her code was changed: the provider still knows the old one.
  changed: {
    given_name: 'Anna', family_name: 'Ozola', serial_number: 'PNOLV-324567-89012', birthdate: '1988-03-14',
    former_serial_numbers: ['PNOLV-030303-10012'],
  },
  newform: { given_name: 'Jānis', family_name: 'Bērziņš', serial_number: '339876-54321' },
};

// The test names the person who signs in, or `nobody` to stop, in the address of the interaction step.
const interaction = async (context, next) => {
  const step = /^\/interaction\/[^/]+$/.exec(context.path);
  if (!step) return next();
  const accountId = context.query.person;
  const result = accountId === 'nobody'
    ? { error: 'access_denied', error_description: 'stopped' }
    : { login: { accountId, acr: 'high', amr: ['eid'] } };
  context.respond = false;
  await provider.interactionFinished(context.req, context.res, result);
};

const grantAll = async (context) => {
  const { client: asked, session } = context.oidc;
  const known = session.grantIdFor(asked.clientId);
  if (known) return context.oidc.provider.Grant.find(known);
  const grant = new context.oidc.provider.Grant({ clientId: asked.clientId, accountId: session.accountId });
  grant.addOIDCScope('openid profile');
  await grant.save();
  return grant;
};

const key = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ format: 'jwk' });

const server = createServer();
await new Promise((listening) => { server.listen(0, '127.0.0.1', listening); });
const issuer = `http://127.0.0.1:${server.address().port}`;
const provider = new Provider(issuer, {
  clients: [{
    client_id: 'imk',
    client_secret: secret,
    redirect_uris: [`${client}/api/v1/sign-in/callback`],
    post_logout_redirect_uris: [`${client}/konts`],
    backchannel_logout_uri: `${client}/api/v1/sign-in/back-channel-logout`,
    backchannel_logout_session_required: true,
  }],
  claims: {
    openid: ['sub', 'acr', 'auth_time'],
    profile: ['given_name', 'family_name', 'birthdate', 'serial_number', 'former_serial_numbers'],
  },
  // True by the specification: the claims of the person are read with the access token.
  conformIdTokenClaims: process.env.IMK_CLAIMS_IN_ID_TOKEN !== '1',
  acrValues: ['high'],
  cookies: { keys: [randomBytes(32).toString('hex')] },
  features: { devInteractions: { enabled: false }, backchannelLogout: { enabled: true } },
  findAccount: (context, id) => people[id] && { accountId: id, claims: () => ({ sub: id, ...people[id] }) },
  interactions: { url: (context, { uid }) => `/interaction/${uid}` },
  jwks: { keys: [{ ...key, use: 'sig', kid: 'one', alg: 'RS256' }] },
  loadExistingGrant: grantAll,
  pkce: { required: () => true },
});
provider.use(interaction);
server.on('request', provider.callback());
console.log(`listening on ${issuer}`);

// The test goes, and so do we.
process.stdin.resume();
process.stdin.on('end', () => { process.exit(0); });

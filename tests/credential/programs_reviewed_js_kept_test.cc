#include "credential/programs.h"

// Where browsers and apps in JavaScript keep tokens: cookies, storage, stores of state, files.
namespace packrake {
namespace {

constexpr Program kTold[] = {
    // Next's object
    {"jwt.misuse.cookie-flags", R"p(
import { cookies } from 'next/headers';
export async function signIn(form) {
  const jar = await cookies();
  cookies().set({ name: 'access_token', value: await login(form), secure: true, path: '/' });
}
)p"},
    {"jwt.misuse.cookie-flags", R"p(
export async function POST(req) {
  const res = NextResponse.redirect(home);
  res.cookies.set({ name: 'sid', value: accessToken, httpOnly: true });
  return res;
}
)p"},
    // raw header
    {"jwt.misuse.cookie-flags", R"p(
export function open(res, token) {
  const rest = 'Path=/; SameSite=Lax';
  res.setHeader('Set-Cookie', `token=${token}; ${rest}`);
}
)p"},
    // alias
    {"jwt.misuse.web-storage", R"p(
const ss = window.sessionStorage;
export const keep = (r) => ss.setItem('access_token', r.data.access_token);
)p"},
    // object in place
    {"jwt.misuse.web-storage", R"p(
export function keep({ token, user }) {
  localStorage.setItem('current', JSON.stringify({ token, user }));
}
)p"},
    // object by name
    {"jwt.misuse.web-storage", R"p(
export function keep(data) {
  const state = { refreshToken: data.refreshToken, at: Date.now() };
  sessionStorage.setItem('state', JSON.stringify(state));
}
)p"},
    // several
    {"jwt.misuse.mobile-storage", R"p(
import AsyncStorage from '@react-native-async-storage/async-storage';
export const keep = (s) => AsyncStorage.multiSet([
  ['@shop/name', s.name],
  ['@shop/jwt', s.jwt],
]);
)p"},
    // by a list's name
    {"jwt.misuse.mobile-storage", R"p(
import AsyncStorage from '@react-native-async-storage/async-storage';
export async function keep(accessToken, name) {
  const pairs = [['name', name], ['access', accessToken]];
  await AsyncStorage.multiMerge(pairs);
}
)p"},
    // expo file
    {"jwt.misuse.mobile-storage", R"p(
import * as FileSystem from 'expo-file-system';
export const keep = (accessToken) => FileSystem.writeAsStringAsync(FileSystem.documentDirectory + 'a.txt', accessToken);
)p"},
    // typed
    {"jwt.misuse.mobile-storage", R"p(
import * as FileSystem from 'expo-file-system';
type Login = { accessToken: string; name?: string };
export async function keep(login: Login) {
  await FileSystem.writeAsStringAsync(path, JSON.stringify(login));
}
)p"},
    // zustand default
    {"jwt.misuse.web-storage", R"p(
import { create } from 'zustand';
import { persist } from 'zustand/middleware';
export const useSession = create(persist((set) => ({
  idToken: null,
  login: (idToken) => set({ idToken }),
}), { name: 'session' }));
)p"},
    // zustand
    {"jwt.misuse.mobile-storage", R"p(
import { create } from 'zustand';
import { persist, createJSONStorage } from 'zustand/middleware';
import AsyncStorage from '@react-native-async-storage/async-storage';
export const useSession = create<State>()(
  persist(
    (set) => ({ accessToken: '', login: (accessToken) => set({ accessToken }) }),
    { name: 'session', storage: createJSONStorage(() => AsyncStorage) },
  ),
);
)p"},
    // zustand old
    {"jwt.misuse.web-storage", R"p(
import create from 'zustand';
import { persist } from 'zustand/middleware';
export const useSession = create(
  persist((set) => ({ accessToken: '', set }), { name: 'session', getStorage: () => sessionStorage }));
)p"},
    // redux-persist
    {"jwt.misuse.web-storage", R"p(
import storage from 'redux-persist/lib/storage';
import { persistReducer } from 'redux-persist';
const config = { key: 'user', storage, whitelist: ['accessToken', 'name'] };
export default persistReducer(config, reducer);
)p"},
    // awaited
    {"jwt.misuse.cookie-flags", R"p(
import { cookies } from 'next/headers';
export async function signIn(form) {
  (await cookies()).set('access_token', await login(form), { path: '/' });
}
)p"},
    // jar
    {"jwt.misuse.cookie-flags", R"p(
import { cookies } from 'next/headers';
export async function signIn(form) {
  const cookieStore = await cookies();
  cookieStore.set('access_token', await login(form), { httpOnly: true });
}
)p"},
    // Hono's and h3's, whose first argument is the request
    {"jwt.misuse.cookie-flags", R"p(
import { setCookie } from 'hono/cookie';
app.post('/login', async (c) => {
  setCookie(c, 'access_token', await issue(c), { path: '/', secure: true });
  return c.text('ok');
});
)p"},
    // nookies
    {"jwt.misuse.cookie-flags", R"p(
import nookies from 'nookies';
export const keep = (ctx, accessToken) => nookies.set(ctx, 'session', accessToken, { path: '/' });
)p"},
    // SvelteKit, switched off
    {"jwt.misuse.cookie-flags", R"p(
import { json } from '@sveltejs/kit';
export async function POST({ cookies, request }) {
  cookies.set('access_token', await login(request), { path: '/', httpOnly: false });
  return json({ ok: true });
}
)p"},
    // Remix
    {"jwt.misuse.cookie-flags", R"p(
import { createCookie } from '@remix-run/node';
export const token = createCookie('access_token', { maxAge: 600 });
)p"},
    // merged
    {"jwt.misuse.mobile-storage", R"p(
import AsyncStorage from '@react-native-async-storage/async-storage';
export const keep = (s) => AsyncStorage.mergeItem('session', JSON.stringify({ accessToken: s.accessToken }));
)p"},
    // cookie of the context
    {"jwt.misuse.cookie-flags", R"p(
import { setCookie } from 'h3';
export default defineEventHandler(async (event) => {
  setCookie(event, 'jwt', await issue(event), { httpOnly: true, secure: false });
});
)p"},
};

constexpr Program kHints[] = {
    // raw header of another file
    {"jwt.misuse.cookie-flags", R"p(
import { flags } from './flags';
export function open(res, token) {
  res.setHeader('Set-Cookie', `token=${token}; ${flags}`);
}
)p"},
};

constexpr Program kQuiet[] = {
    // all flags
    {"", R"p(
import { cookies } from 'next/headers';
export async function signIn(form) {
  cookies().set({ name: 'access_token', value: await login(form), secure: true, httpOnly: true, sameSite: 'lax' });
}
)p"},
    // flags from a constant
    {"", R"p(
import { cookieOptions } from './options';
export async function signIn(form) {
  cookies().set({ name: 'access_token', value: await login(form), ...cookieOptions });
}
)p"},
    // no token
    {"", R"p(
export function choose(theme) {
  cookies().set({ name: 'theme', value: theme, path: '/' });
}
)p"},
    // taken away
    {"", R"p(
export function signOut() {
  cookies().set({ name: 'access_token', value: '', maxAge: 0, path: '/' });
}
)p"},
    // taken away
    {"", R"p(
export function signOut() {
  cookies().set({ name: 'access_token', value: 'x', expires: new Date(0) });
}
)p"},
    // raw header by name
    {"", R"p(
const flags = 'Path=/; HttpOnly; Secure; SameSite=Lax';
export function open(res, token) {
  res.setHeader('Set-Cookie', `token=${token}; ${flags}`);
}
)p"},
    // raw header takes away
    {"", R"p(
export function close(res) {
  res.setHeader('Set-Cookie', ['token=; Path=/; Expires=Thu, 01 Jan 1970 00:00:00 GMT']);
  document.cookie = 'jwt=; path=/';
}
)p"},
    // alias of another store
    {"", R"p(
import SecureStore from './secure';
const store = SecureStore.open('app');
export const keep = (r) => store.setItem('access_token', r.data.access_token);
)p"},
    // alias, no token
    {"", R"p(
const ls = window.localStorage;
export const keep = (r) => ls.setItem('theme', r.data.theme); // not the token
)p"},
    // object without a token
    {"", R"p(
export function keep({ token, user }) {
  setToken(token);
  localStorage.setItem('current', JSON.stringify({ name: user.name, tokenExpiry: token.exp }));
}
)p"},
    // object of a lexer
    {"", R"p(
export function keep(state) {
  localStorage.setItem('editor', JSON.stringify({ token: state.token, line: state.line }));
}
)p"},
    // object emptied
    {"", R"p(
export function clear() {
  localStorage.setItem('current', JSON.stringify({ accessToken: null, user: null }));
}
)p"},
    // several
    {"", R"p(
import AsyncStorage from '@react-native-async-storage/async-storage';
export const keep = (s) => AsyncStorage.multiSet([['name', s.name], ['token_expires', s.exp]]);
)p"},
    // removed
    {"", R"p(
import AsyncStorage from '@react-native-async-storage/async-storage';
export const clear = () => AsyncStorage.multiRemove(['name', 'token']);
)p"},
    // expo file typed
    {"", R"p(
import * as FileSystem from 'expo-file-system';
type Draft = { text: string; tokens: number };
export async function keep(draft: Draft) {
  await FileSystem.writeAsStringAsync(path, JSON.stringify(draft));
}
)p"},
    // zustand partialize
    {"", R"p(
import { create } from 'zustand';
import { persist } from 'zustand/middleware';
export const useSession = create(
  persist(
    (set) => ({ accessToken: null, theme: 'dark', login: (accessToken) => set({ accessToken }) }),
    { name: 'session', partialize: (state) => ({ theme: state.theme }) },
  ),
);
)p"},
    // zustand secure
    {"", R"p(
import { create } from 'zustand';
import { persist, createJSONStorage } from 'zustand/middleware';
import { secureStorage } from './secure-storage';
export const useSession = create(
  persist((set) => ({ accessToken: null, set }), { name: 'session', storage: createJSONStorage(() => secureStorage) }));
)p"},
    // zustand other state
    {"", R"p(
import { create } from 'zustand';
import { persist } from 'zustand/middleware';
export const useCart = create(
  persist((set) => ({ items: [], checkout: (accessToken: string) => pay(accessToken) }), { name: 'cart' }));
)p"},
    // JPA
    {"", R"p(
class TokenStore {
  save(entityManager, token) {
    entityManager.persist(token);
  }
}
)p"},
    // redux-persist other slice
    {"", R"p(
import storage from 'redux-persist/lib/storage';
import { persistReducer } from 'redux-persist';
const config = { key: 'ui', storage, whitelist: ['theme'], blacklist: ['accessToken'] };
export default persistReducer(config, reducer);
)p"},
    // redux-persist encrypted
    {"", R"p(
import storage from 'redux-persist/lib/storage';
import { persistReducer } from 'redux-persist';
import { encryptTransform } from 'redux-persist-transform-encrypt';
const config = { key: 'user', storage, whitelist: ['accessToken'], transforms: [encryptTransform({ secretKey })] };
export default persistReducer(config, reducer);
)p"},
    // redux-persist keychain
    {"", R"p(
import createSecureStore from 'redux-persist-expo-securestore';
import { persistReducer } from 'redux-persist';
const config = { key: 'user', storage: createSecureStore(), whitelist: ['accessToken'] };
export default persistReducer(config, reducer);
)p"},
    // of a map
    {"", R"p(
const jar = new Map();
export const keep = (token) => jar.set('access_token', token);
)p"},
    // options by name
    {"", R"p(
const options = { httpOnly: true, secure: process.env.NODE_ENV === 'production', sameSite: 'lax' as const };
(await cookies()).set('access_token', token, options);
cookies().set({ name: 'access_token', value: token, httpOnly: true, secure: process.env.NODE_ENV === 'production' });
)p"},
    // Hono's, with its flags
    {"", R"p(
import { setCookie } from 'hono/cookie';
app.post('/login', async (c) => {
  setCookie(c, 'access_token', await issue(c), { path: '/', secure: true, httpOnly: true });
});
)p"},
    // h3's, other cookie
    {"", R"p(
export default defineEventHandler((event) => {
  setCookie(event, 'locale', 'de', { path: '/' }); // no token
});
)p"},
    // SvelteKit sets both by itself
    {"", R"p(
import { json } from '@sveltejs/kit';
export async function POST({ cookies, request }) {
  cookies.set('access_token', await login(request), { path: '/' });
  return json({ ok: true });
}
)p"},
    // Remix
    {"", R"p(
import { createCookie } from '@remix-run/node';
export const token = createCookie('access_token', { maxAge: 600, httpOnly: true, secure: true, secrets: [process.env.COOKIE] });
)p"},
    // options of another file
    {"", R"p(
export default defineEventHandler(async (event) => {
  setCookie(event, 'jwt', await issue(event), cookieOptions);
});
)p"},
};

TEST(KeptInScript, AreTold) { ExpectTold(kTold); }
TEST(KeptInScript, AreToldWithoutIndentation) { ExpectSeenFlat(kTold); }
TEST(KeptInScript, AreHintsWhereTheFileDoesNotDecide) {
  ExpectSeen(kHints);
  for (const Program& one : kHints) EXPECT_FALSE(Sees(RulesIn(one.text), one.rules)) << one.text;
}
TEST(KeptInScript, AreQuietWhereAllIsInOrder) { ExpectQuiet(kQuiet); }
TEST(KeptInScript, AreReadWhereverTheyAreCutShort) {
  ReadCutShort(kTold);
  ReadCutShort(kQuiet);
}

}  // namespace
}  // namespace packrake

import { accountFile } from '../accounts/file.ts';

export const prerender = false;
export const GET = accountFile('sig');

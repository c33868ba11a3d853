import type { APIRoute } from 'astro';
import { newsFeed } from '../newsroom/feed.ts';

export const prerender = false;
export const GET: APIRoute = () => newsFeed('vi');

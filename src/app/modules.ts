/** The modules of the house. This is the only list of them. */
import type { Module } from '../graphql/module.ts';
import { access } from '../modules/access/index.ts';
import { directory } from '../modules/directory/index.ts';
import { exchange } from '../modules/exchange/index.ts';
import { projects } from '../modules/projects/index.ts';

export const modules: readonly Module[] = [directory, exchange, projects, access];

export const entities = modules.flatMap((module) => [...module.entities]);

export const hears = modules.flatMap(({ hears }) => (hears === undefined ? [] : [hears]));

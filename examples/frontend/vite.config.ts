import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

// The API of `make serve`, on the frontend's own origin, so that browsers need not be allowed another one.
const proxy = { '/graphql': process.env.API ?? 'http://127.0.0.1:8000' };

export default defineConfig({ plugins: [react()], server: { proxy }, preview: { proxy } });

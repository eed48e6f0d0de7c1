/** The HTTP server, and the MCP server. */
export { serveStdio } from './mcp/stdio.js';
export { serve } from './serve.js';

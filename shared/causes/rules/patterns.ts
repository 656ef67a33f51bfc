/** Words of a network that does not let the task through. */
export const NETWORK =
  /dial tcp|i\/o timeout|tls handshake timeout|deadline exceeded|(?:request|context) cancell?ed|connection issue|network configuration|signal: killed|no such host|connection (?:refused|reset|timed out)|network is unreachable|could not connect/i;

/** Words of a missing permission. */
export const DENIED =
  /access ?denied|(?:not|n't) (?:authorized|allowed)|unauthorized|forbidden|no basic auth|authentication required|has the permissions|n't have permission|denied:/i;

package misskey.conformance.diagnosis;

import java.util.ArrayList;
import java.util.List;

/** What to write into the configuration of whatever stands before a server. */
final class Remedies {
    static final List<String> FORWARD_UPGRADES = List.of(
            "nginx:       proxy_http_version 1.1;",
            "             proxy_set_header Upgrade $http_upgrade;",
            "             proxy_set_header Connection $connection_upgrade;",
            "             and beside the server block:",
            "             map $http_upgrade $connection_upgrade { default upgrade; '' close; }",
            "Caddy:       reverse_proxy 127.0.0.1:3000 forwards upgrades by itself; look for another proxy in front",
            "Apache:      ProxyPass / http://127.0.0.1:3000/ upgrade=websocket   (2.4.47 or later)",
            "Cloudflare:  Network > WebSockets: on");

    static final List<String> LONGER_SILENCE = List.of(
            "nginx:       proxy_read_timeout 86400s;   and proxy_send_timeout 86400s;",
            "Caddy:       reverse_proxy sets none; look for another proxy in front",
            "Apache:      ProxyTimeout 86400",
            "HAProxy:     timeout tunnel 24h");

    static final List<String> NOT_CACHED = List.of(
            "nginx:       no proxy_cache in the location of the stream, or: proxy_cache_bypass $http_upgrade;",
            "             proxy_no_cache $http_upgrade;",
            "Cloudflare:  a cache rule: URI path starts with /streaming or /api/ -> bypass cache; then purge /streaming",
            "others:      exclude /streaming and /api/* from caching, and purge what is cached");

    static final List<String> CDN = List.of(
            "Cloudflare:  Network > WebSockets: on; a page or WAF rule must not challenge /streaming",
            "others:      turn WebSockets on for the host, with an idle limit over 60 s",
            "compare:     misskey-kit server with the URL of the origin itself, e.g. ws://127.0.0.1:3000/streaming");

    static final List<String> CLIENT_ADDRESS = List.of(
            "nginx:       proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;",
            "Caddy:       sets it by itself",
            "Apache:      mod_proxy sets it by itself",
            "server:      trustProxy (or its equal) has to name the proxy; else everybody shares one client's limit");

    static final List<String> WHOLE_HOST = List.of(
            "nginx:       location / { proxy_pass http://127.0.0.1:3000; … } and no other location for the stream",
            "clients:     use the path that was found to work, until the proxy passes /streaming on");

    private Remedies() {}

    /** The lines of one, and more behind them. */
    static List<String> and(List<String> first, String... more) {
        List<String> all = new ArrayList<>(first);
        all.addAll(List.of(more));
        return all;
    }
}

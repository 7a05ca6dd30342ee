-- Host and port of the proxy that a channel's calls go through; its address and credentials stand sealed in channel_secrets (kind 'proxy').
alter table channels add column proxy_host character varying(300);

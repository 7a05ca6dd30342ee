# Untested: written without a container engine at hand.
FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
RUN apt-get update && apt-get install -y --no-install-recommends nodejs npm && rm -rf /var/lib/apt/lists/*
WORKDIR /source
COPY . .
RUN dotnet publish ContentFactory.Web -c Release -o /application

FROM mcr.microsoft.com/dotnet/aspnet:10.0
RUN apt-get update \
    && apt-get install -y --no-install-recommends curl ffmpeg espeak-ng librsvg2-bin fonts-inter poppler-utils mupdf-tools libicu-dev \
    && rm -rf /var/lib/apt/lists/* \
    && install -d -o app -g app -m 0700 /data
WORKDIR /application
COPY --from=build /application .
USER app
VOLUME /data
# every address of the container, not its localhost only
ENV Urls=http://0.0.0.0:5080
EXPOSE 5080
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s CMD ["curl", "-fsS", "http://localhost:5080/health/ready"]
ENTRYPOINT ["dotnet", "ContentFactory.Web.dll"]
CMD ["--data", "/data"]

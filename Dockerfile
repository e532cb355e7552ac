# syntax=docker/dockerfile:1
# Build and test where the compiler is, run where it is not.
FROM debian:bookworm-slim AS build
COPY scripts/install_packages /tmp/install_packages
RUN bash -c '/tmp/install_packages build test'
COPY . /packrake
WORKDIR /packrake
RUN ./scripts/test
RUN cmake --preset release && cmake --build --preset release --target packrake && strip build/release/packrake

FROM debian:bookworm-slim
RUN apt-get update -q \
 && apt-get install -q -y --no-install-recommends git ca-certificates libgit2-1.5 libhyperscan5 libyaml-cpp0.7 \
    libspdlog1.10 libfmt9 libre2-9 libdeflate0 libssl3 libtomlplusplus3 \
 && rm -rf /var/lib/apt/lists/*
COPY --from=build /packrake/build/release/packrake /usr/bin/packrake
USER 65532:65532
WORKDIR /repo
ENTRYPOINT ["packrake"]
CMD ["scan", "/repo"]

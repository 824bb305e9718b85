"""Running the stages over many inputs."""

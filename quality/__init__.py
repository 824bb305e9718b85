"""Quality on the development data that lies beside a checkout; none of it is part of the project."""

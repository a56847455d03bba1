"""The site: identity, channels of organs, 找错, views, partners."""

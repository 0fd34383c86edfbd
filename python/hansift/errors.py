"""What hansift raises. Input never raises (its damage is reported in the result); configuration, data files and the file system do."""


class Error(Exception):
    """Root of everything hansift raises."""


class ConfigError(Error, ValueError):
    """A name or value in a configuration is wrong; the message names the value and the choices."""


class DataError(Error):
    """A dictionary or model, or a pickled result, is missing, damaged or of another version."""


class IoError(Error, OSError):
    """A file could not be read or written."""


for _error in (Error, ConfigError, DataError, IoError):
    _error.__module__ = "hansift"

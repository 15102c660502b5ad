"""Django's settings; what an operator may change comes from config.environment."""

from hashlib import sha512 as _sha512

from django.utils.translation import gettext_lazy as _

from homeroom.config import environment as _environment
from homeroom.kit.crypto.keys import read_or_make as _read_or_make

ENVIRONMENT = _environment.read()
HERE = _environment.HERE

HOMEROOM_KEYS = ENVIRONMENT.keys
HOMEROOM_DATA = ENVIRONMENT.data
HOMEROOM_HTTPS = ENVIRONMENT.https
HOMEROOM_CURRICULUM = ENVIRONMENT.curriculum
HOMEROOM_ADDRESS = ENVIRONMENT.address
HOMEROOM_NAME = ENVIRONMENT.name
HOMEROOM_SCHOOL = ENVIRONMENT.school
HOMEROOM_OPERATOR = ENVIRONMENT.operator
PRIVACY_CONTACT = ENVIRONMENT.privacy_contact
PRIVACY_POST = ENVIRONMENT.privacy_post
HOMEROOM_COUNTRY = ENVIRONMENT.country
#: Where bands of age begin (AGE-18).
HOMEROOM_AGES = ENVIRONMENT.ages
HOMEROOM_TEXTS = ENVIRONMENT.texts
SECURITY_CONTACT = ENVIRONMENT.security_contact
#: Name to words, of the laws that the operator names (ORG-04).
HOMEROOM_LAWS = {name: _environment.LAWS[name] for name in ENVIRONMENT.laws}
HOMEROOM_HOSTING = ENVIRONMENT.hosting
HOMEROOM_DISK_ENCRYPTED_BY = ENVIRONMENT.disk_encrypted_by
HOMEROOM_TRANSFER = ENVIRONMENT.transfer
HOMEROOM_AUTHORITY = ENVIRONMENT.authority
HOMEROOM_ANSWER_DAYS = ENVIRONMENT.answer_days
TEACHER_SIGNUP = ENVIRONMENT.teacher_signup
KEEP_PUPILS_MONTHS = ENVIRONMENT.keep_pupils_months
KEEP_TEACHERS_MONTHS = ENVIRONMENT.keep_teachers_months
HOMEROOM_PORT = ENVIRONMENT.port
HOMEROOM_PROCESSES = ENVIRONMENT.processes
HOMEROOM_WATCH = ENVIRONMENT.watch
#: Tests that hold a transaction let actions join it.
HOMEROOM_WRITE_IN_PLACE = False

# Nothing of ours is signed with it; it is as long as Django wants it.
SECRET_KEY = _sha512(_read_or_make(HOMEROOM_KEYS).secret.encode()).hexdigest()
DEBUG = False
ALLOWED_HOSTS = list(ENVIRONMENT.hosts)

ROOMS = [
    "homeroom.home",
    "homeroom.rights",
    "homeroom.support",
    "homeroom.operations",
    "homeroom.progress",
    "homeroom.sign_in",
    "homeroom.sections",
    "homeroom.programs",
    "homeroom.accounts",
    "homeroom.curriculum",
    "homeroom.agreements",
    "homeroom.privacy",
    "homeroom.audit",
    "homeroom.jobs",
    "homeroom.limits",
    "homeroom.kit",
]
INSTALLED_APPS = ["django.contrib.staticfiles", "homeroom.config", "homeroom.testing", *ROOMS]
MIDDLEWARE = ["homeroom.kit.http.frame.Frame", "homeroom.accounts.middleware.Who"]
ROOT_URLCONF = "homeroom.config.urls"
WSGI_APPLICATION = "homeroom.config.wsgi.application"
AUTH_USER_MODEL = "accounts.Person"
DATABASES = {"default": _environment.database(ENVIRONMENT)}
HOMEROOM_DATABASE_HERE = _environment.is_here(str(DATABASES["default"].get("HOST", "")))
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
PASSWORD_HASHERS = ["homeroom.accounts.hashing.Argon2"]
# What Django's own middleware would do does kit.http.frame (W001, W002) and kit.http.crossing (W003); operations.checks looks at them.
SILENCED_SYSTEM_CHECKS = ["urls.W005", "security.W001", "security.W002", "security.W003"]

USE_TZ = True
TIME_ZONE = "UTC"
USE_I18N = True
LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English")), ("es", _("Spanish")), ("ar", _("Arabic"))]
#: Code to its own name and direction, in the order of the footer.
HOMEROOM_LANGUAGES = {"en": ("English", "ltr"), "es": ("Español", "ltr"), "ar": ("العربية", "rtl")}
LOCALE_PATHS = [HERE / "translations"]

STATIC_URL = "/static/"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "homeroom.kit.static_files.Versioned"},
}
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": ["homeroom.config.context.frame"],
            "builtins": ["django.templatetags.i18n", "django.templatetags.static", "homeroom.kit.templatetags.look"],
            "string_if_invalid": "",
        },
    }
]
DATA_UPLOAD_MAX_MEMORY_SIZE = 1_048_576
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5_000
FILE_UPLOAD_HANDLERS = ["homeroom.kit.http.uploads.NoUploads"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HOMEROOM_HTTPS else None

# Structured, and without anything about a person (ACC-19, SEC-13).
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"lines": {"()": "homeroom.kit.logs.Lines"}},
    "handlers": {
        "out": {"class": "logging.StreamHandler", "formatter": "lines"},
        "files": {"class": "homeroom.kit.log_files.Files", "formatter": "lines"},
    },
    "root": {"handlers": ["out", "files"], "level": "WARNING"},
    "loggers": {"homeroom": {"level": "INFO"}, "django.request": {"level": "ERROR"}, "django.security": {"level": "CRITICAL"}},
}

import core.clock
import django.contrib.auth.validators
import django.db.models.deletion
import django.utils.timezone
from core.first_schema import CreateModels
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('auth', '0012_alter_user_first_name_max_length'),
    ]

    operations = [CreateModels([
        migrations.CreateModel(
            name='Unit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=20, unique=True, verbose_name='code')),
                ('name', models.CharField(max_length=100, verbose_name='name')),
                ('short_name', models.CharField(blank=True, max_length=40, verbose_name='short name')),
                ('kind', models.CharField(choices=[('ROOT', 'Group heading'), ('PARTY', 'Party department'), ('CONGRESS', "People's congress or CPPCC office"), ('GOVERNMENT', 'Government department'), ('ENFORCEMENT', 'Law-enforcement department'), ('MASS', 'Mass organisation'), ('COUNTY', 'County or district'), ('TOWN', 'Street or town'), ('COMPANY', 'State-owned company'), ('INSTITUTION', 'Public institution')], max_length=12, verbose_name='type')),
                ('path', models.CharField(editable=False, max_length=400, unique=True, verbose_name='path')),
                ('head_kind', models.CharField(choices=[('PARTY', 'Party secretary'), ('ADMIN', 'Administrative head'), ('BOTH', 'Both in one person')], default='BOTH', max_length=5, verbose_name='head')),
                ('field', models.CharField(blank=True, choices=[('PROJECT', 'Works and projects'), ('RESOURCE', 'Resources'), ('FUND', 'Public funds'), ('EDU', 'Education'), ('LIVELIHOOD', "People's livelihood"), ('ENV', 'Ecology and environment'), ('FARMLAND', 'Farmland'), ('BIZENV', 'Business environment'), ('ALL', 'All fields')], max_length=20, verbose_name='field')),
                ('pinyin', models.CharField(blank=True, editable=False, max_length=200)),
                ('active', models.BooleanField(default=True, verbose_name='active')),
                ('commission', models.BooleanField(default=False, help_text='Matters about its people are seen by the cadre supervision office and the secretary only (R16).', verbose_name="the commission's own unit")),
                ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='children', to='organization.unit', verbose_name='parent')),
            ],
            options={
                'verbose_name': 'unit',
                'verbose_name_plural': 'units',
                'ordering': ['code'],
                'default_permissions': ('view', 'change'),
            },
        ),
        migrations.CreateModel(
            name='User',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('password', models.CharField(max_length=128, verbose_name='password')),
                ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                ('is_superuser', models.BooleanField(default=False, help_text='Designates that this user has all permissions without explicitly assigning them.', verbose_name='superuser status')),
                ('username', models.CharField(error_messages={'unique': 'A user with that username already exists.'}, help_text='Required. 150 characters or fewer. Letters, digits and @/./+/-/_ only.', max_length=150, unique=True, validators=[django.contrib.auth.validators.UnicodeUsernameValidator()], verbose_name='username')),
                ('first_name', models.CharField(blank=True, max_length=150, verbose_name='first name')),
                ('last_name', models.CharField(blank=True, max_length=150, verbose_name='last name')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='email address')),
                ('is_staff', models.BooleanField(default=False, help_text='Designates whether the user can log into this admin site.', verbose_name='staff status')),
                ('is_active', models.BooleanField(default=True, help_text='Designates whether this user should be treated as active. Unselect this instead of deleting accounts.', verbose_name='active')),
                ('date_joined', models.DateTimeField(default=django.utils.timezone.now, verbose_name='date joined')),
                ('full_name', models.CharField(blank=True, max_length=60, verbose_name='name')),
                ('pinyin', models.CharField(blank=True, editable=False, max_length=200)),
                ('staff_no', models.CharField(blank=True, max_length=20, verbose_name='staff number')),
                ('phone', models.CharField(blank=True, max_length=30, verbose_name='office phone')),
                ('groups', models.ManyToManyField(blank=True, help_text='The groups this user belongs to. A user will get all permissions granted to each of their groups.', related_name='user_set', related_query_name='user', to='auth.group', verbose_name='groups')),
                ('leader', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='led', to=settings.AUTH_USER_MODEL, verbose_name='leader in charge')),
                ('user_permissions', models.ManyToManyField(blank=True, help_text='Specific permissions for this user.', related_name='user_set', related_query_name='user', to='auth.permission', verbose_name='user permissions')),
                ('unit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='users', to='organization.unit', verbose_name='unit')),
            ],
            options={
                'verbose_name': 'user',
                'verbose_name_plural': 'users',
                'ordering': ['username'],
                'permissions': [('set_leader', 'Can name the leader of an account'), ('assign_roles', 'Can give and take roles')],
                'abstract': False,
                'default_permissions': ('view', 'change', 'add'),
                'constraints': [models.CheckConstraint(condition=models.Q(('leader', models.F('id')), _negated=True), name='user_does_not_lead_himself')],
            },
        ),
        migrations.CreateModel(
            name='Feedback',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField(max_length=5000, verbose_name='comment')),
                ('page', models.CharField(blank=True, max_length=300, verbose_name='page')),
                ('status', models.CharField(choices=[('OPEN', 'Open'), ('ANSWERED', 'Answered')], default='OPEN', max_length=50, verbose_name='status')),
                ('answer', models.TextField(blank=True, verbose_name='answer')),
                ('written_at', models.DateTimeField(default=core.clock.now, verbose_name='written at')),
                ('author', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='from')),
            ],
            options={
                'verbose_name': 'comment on supervision work',
                'verbose_name_plural': 'comments on supervision work',
                'ordering': ['-written_at', '-pk'],
                'permissions': [('answer_feedback', 'Can answer comments on supervision work')],
                'default_permissions': ('view',),
            },
        ),
        migrations.CreateModel(
            name='Jurisdiction',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('OWN', 'Own unit'), ('LINKED', 'Linked unit'), ('STATIONED', 'Stationed unit'), ('TREE', 'Whole subtree')], max_length=10, verbose_name='kind')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='jurisdictions', to=settings.AUTH_USER_MODEL, verbose_name='account')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='organization.unit', verbose_name='unit')),
            ],
            options={
                'verbose_name': 'jurisdiction',
                'verbose_name_plural': 'jurisdictions',
                'default_permissions': ('change',),
                'constraints': [models.UniqueConstraint(fields=('user', 'unit', 'kind'), name='jurisdiction_once')],
            },
        ),
    ])]

"""Addresses at the door. No key and no code stands in them."""

from django.urls import path

from homeroom.sign_in.views import account, administrators, adults, children, leaving

urlpatterns = [
    path("class/", children.class_code, name="class"),
    path("class/who/", children.who, name="who"),
    path("class/password/", children.own_login, name="own_login"),
    path("age/", children.age, name="age"),
    path("sign-in/", adults.teacher, name="teacher"),
    path("sign-up/", adults.sign_up, name="sign_up"),
    path("invited/", adults.invited, name="invited"),
    path("sign-out/", leaving.sign_out, name="sign_out"),
    path("approvals/", administrators.approvals, name="approvals"),
    path("account/", account.account, name="account"),
    path("account/password/", account.own_password, name="own_password"),
    path("account/email/", account.email, name="email"),
    path("account/second-factor/", account.second_factor_page, name="second_factor"),
    path("account/prove/", account.prove, name="prove"),
]
plain = [path("sign-out", leaving.sign_out_wire), path("class", children.to_class), path("class/", children.to_class)]
